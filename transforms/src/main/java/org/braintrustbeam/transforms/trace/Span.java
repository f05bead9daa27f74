package org.braintrustbeam.transforms.trace;

import java.util.Map;
import java.util.regex.Pattern;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/** A row of an experiment, with names for what test cases are made of; fields may be absent. */
public final class Span {
  private static final Pattern W3C_TRACE_ID = Pattern.compile("[0-9a-f]{32}");

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

  /**
   * Whether this is the root span of a test case. A root names itself as the root; the SDKs that
   * make W3C ids (npm 3.35) name the trace instead, 32 hex digits, and so do imported OTel traces.
   */
  public boolean isTestCase() {
    String spanId = field("span_id").text();
    String root = rootSpanId();
    return field("is_root").toString().equals("true")
        && spanId != null
        && root != null
        && (spanId.equals(root) || W3C_TRACE_ID.matcher(root).matches());
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
