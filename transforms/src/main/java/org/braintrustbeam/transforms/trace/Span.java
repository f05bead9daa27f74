package org.braintrustbeam.transforms.trace;

import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/** A row of an experiment, with names for what test cases are made of; fields may be absent. */
public final class Span {
  private final RowVersion row;
  private final Map<String, RawJson> fields;

  private Span(RowVersion row) {
    this.row = row;
    this.fields = row.json().fields();
  }

  /** Parses the row, once. */
  public static Span of(RowVersion row) {
    return new Span(row);
  }

  /** The row it was parsed from. */
  public RowVersion row() {
    return row;
  }

  /** A field as stored, or null. */
  public RawJson field(String name) {
    return fields.getOrDefault(name, RawJson.NULL);
  }

  /** Id of the trace's root, by which the spans of a trace belong together; null if it has none. */
  public @Nullable String rootSpanId() {
    return field("root_span_id").text();
  }

  /** Whether this is the root span of a test case. */
  public boolean isTestCase() {
    String spanId = field("span_id").text();
    return field("is_root").toString().equals("true")
        && spanId != null
        && spanId.equals(rootSpanId());
  }

  /** Whether a scorer made this span. */
  public boolean isScore() {
    return "score".equals(field("span_attributes").field("type").text());
  }

  /**
   * {@code origin.object_type == "dataset"}: the dataset record this case was run on, else null.
   */
  public @Nullable RawJson datasetOrigin() {
    RawJson origin = field("origin");
    return "dataset".equals(origin.field("object_type").text()) ? origin : null;
  }
}
