package org.braintrustbeam.transforms.compare;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.Created;
import org.braintrustbeam.transforms.keys.InputKey;
import org.braintrustbeam.transforms.trace.Span;
import org.jspecify.annotations.Nullable;

/** Reads a row of an experiment as far as a comparison is concerned with it. */
final class ReadTrial {
  private static final InputKey NONE = InputKey.of(RawJson.NULL);
  private static final String UNNAMED_SCORER = "score";

  private final Span span;
  private final String groupedBy;
  private final Map<String, Double> scores = new TreeMap<>();
  private final Set<String> errors = new TreeSet<>();

  private ReadTrial(Span span, String groupedBy) {
    this.span = span;
    this.groupedBy = groupedBy;
  }

  /**
   * Null for a row that is neither a root of a test case nor a score span.
   *
   * @param groupedBy the field of a root's metadata that names its group; empty for none
   */
  static @Nullable Trial of(RowVersion row, Arm arm, String groupedBy) {
    Span span = Span.of(row);
    String trace = span.rootSpanId();
    boolean root = span.isTestCase();
    if (trace == null || !(root || span.isScore())) {
      return null;
    }
    ReadTrial reader = new ReadTrial(span, groupedBy);
    reader.readScores();
    if (root) {
      // Where the SDKs for JavaScript and Python leave what their scorers threw.
      span.field("metadata").field("scorer_errors").fields().forEach(reader::addIfError);
    } else {
      reader.readScorerError();
    }
    return reader.trial(arm, root, trace);
  }

  private Trial trial(Arm arm, boolean root, String trace) {
    String spanId = span.field("span_id").text();
    return new Trial(
        arm,
        root,
        Created.newestFirst(Created.of(span.field("created"))),
        span.row().key().rowId(),
        new TraceRef(trace, spanId == null ? span.row().key().rowId() : spanId),
        root ? group() : "",
        root ? origin() : null,
        root ? InputKey.of(span.field("input")) : NONE,
        root && !span.field("error").isNull(),
        scores,
        errors);
  }

  private String group() {
    String name = groupedBy.isEmpty() ? null : span.field("metadata").field(groupedBy).text();
    return name == null ? "" : name;
  }

  private void readScores() {
    for (Map.Entry<String, RawJson> score : span.field("scores").fields().entrySet()) {
      Double value = number(score.getValue());
      if (value == null) {
        errors.add(score.getKey()); // a score that is a text or an object can be no mean's part
      } else {
        scores.put(score.getKey(), value);
      }
    }
  }

  private void readScorerError() {
    String name = span.field("span_attributes").field("name").text();
    addIfError(name == null ? UNNAMED_SCORER : name, span.field("error"));
  }

  private void addIfError(String scorer, RawJson error) {
    if (!error.isNull()) {
      errors.add(scorer);
    }
  }

  /** NaN for null; null for what is no number that Java has. */
  private static @Nullable Double number(RawJson value) {
    if (value.isNull()) {
      return Double.NaN;
    }
    try {
      double number = value.isObject() || value.isArray() ? Double.NaN : parse(value);
      return Double.isFinite(number) ? Double.valueOf(number + 0.0) : null; // -0 is 0
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static double parse(RawJson value) {
    String digits = value.text() == null ? value.idText() : null;
    return digits == null ? Double.NaN : Double.parseDouble(digits);
  }

  private @Nullable InputKey origin() {
    RawJson origin = span.datasetOrigin();
    if (origin == null || origin.field("id").isNull()) {
      return null;
    }
    return Trial.originOf(origin.field("object_id"), origin.field("id"));
  }
}
