package org.braintrustbeam.pipelines.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** Holds a summary against the schema that is shipped with it. */
final class SummarySchema {
  static final String RESOURCE = "bt-flywheel-summary.schema.json";

  private SummarySchema() {}

  /**
   * Does nothing if it is valid.
   *
   * @throws IllegalStateException if it is not: that is a defect of this program
   */
  static void require(byte[] summary) throws IOException {
    List<Error> errors = schema().validate(new String(summary, UTF_8), InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          "the summary does not keep to its schema: "
              + errors.stream().map(Error::toString).limit(3).collect(Collectors.joining("; ")));
    }
  }

  private static Schema schema() throws IOException {
    try (InputStream in = SummarySchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the schema is missing from the jar");
      }
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
    }
  }
}
