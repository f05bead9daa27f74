package org.braintrustbeam.io.row;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.OutputStream;

/** The one set-up of the JSON parser and printer: what is accepted, and how deep and long. */
public final class Json {
  /** Deeper nesting is refused: canonical form and slicing recurse. */
  public static final int MAX_DEPTH = 1_000;

  /** Longest string in bytes: a row may be 20 MB (Braintrust's limits page), with room to spare. */
  private static final int MAX_STRING = 64 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(MAX_STRING)
                  .maxNameLength(MAX_STRING)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          // Objects keyed by ids would fill the table of interned names.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private Json() {}

  /** A parser at the start of these UTF-8 bytes; its byte offsets are indexes into them. */
  public static JsonParser parser(byte[] json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** A printer of compact UTF-8 that leaves {@code out} open when it is closed. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY
        .createGenerator(out, JsonEncoding.UTF8)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }
}
