package org.braintrustbeam.pipelines.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.RootInput;
import org.braintrustbeam.transforms.curate.ScoreBucket;
import org.braintrustbeam.transforms.curate.ScoreRule;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of labelled rows: {@code record_id} or {@code id}; {@code trace_id}, {@code
 * source_trace_id} or {@code root_span_id}; {@code input}, {@code expected}, {@code bucket}, {@code
 * production_score} or {@code score}, {@code labeler_model}, and {@code source} as the review file
 * has it. Other members are not looked at, so {@code dataset_id} names no row, and {@code output}
 * is no label.
 *
 * @param projectId of the project whose logs the traces are in
 * @param rule tells the bucket of a row that has a score alone
 */
record LabelledLine(String projectId, ScoreRule rule) implements Serializable {
  private static final List<String> IDS = List.of("record_id", "id");
  private static final List<String> TRACE_IDS =
      List.of("trace_id", "source_trace_id", "root_span_id");
  private static final List<String> SCORES = List.of("production_score", "score");

  /**
   * The case of a line.
   *
   * @throws IllegalArgumentException saying what is wrong with it, without its values
   */
  Case read(long number, String line) {
    RawJson json = RawJson.of(line.strip());
    if (!json.isReadable() || !json.isObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    Map<String, RawJson> fields = json.fields();
    String trace = first(fields, TRACE_IDS);
    String id = rowId(fields, trace);
    RawJson input = fields.getOrDefault("input", RawJson.NULL);
    if (RootInput.isEmpty(input) && trace == null) {
      throw new IllegalArgumentException("no 'input', and no 'trace_id' to find it by");
    }
    BigDecimal score = score(fields);
    return new Case(
        id,
        trace,
        String.format(Locale.ROOT, "%012d", number),
        input,
        label(fields.getOrDefault("expected", RawJson.NULL)),
        bucket(fields, score),
        score == null ? null : score.toPlainString(),
        text(fields, "labeler_model"),
        source(fields.getOrDefault("source", RawJson.NULL)));
  }

  /** What is taken for a label: an empty object says as little as null does. */
  static RawJson label(RawJson expected) {
    return expected.isEmptyObject() ? RawJson.NULL : expected;
  }

  private String rowId(Map<String, RawJson> fields, @Nullable String trace) {
    String id = first(fields, IDS);
    if (id != null) {
      return id;
    }
    if (trace == null) {
      throw new IllegalArgumentException("neither 'record_id' or 'id' nor 'trace_id'");
    }
    return Case.idOf(projectId, trace);
  }

  private static @Nullable String first(Map<String, RawJson> fields, List<String> names) {
    for (String name : names) {
      RawJson value = fields.getOrDefault(name, RawJson.NULL);
      if (!value.isNull()) {
        return id(name, value);
      }
    }
    return null;
  }

  private static String id(String name, RawJson value) {
    String id = value.idText();
    if (id == null || id.isBlank() || !UTF_8.newEncoder().canEncode(id)) {
      throw new IllegalArgumentException("'" + name + "' must be a text that is not empty");
    }
    return id;
  }

  private static @Nullable String text(Map<String, RawJson> fields, String name) {
    RawJson value = fields.getOrDefault(name, RawJson.NULL);
    if (!value.isNull() && value.text() == null) {
      throw new IllegalArgumentException("'" + name + "' must be a text");
    }
    return value.text();
  }

  private @Nullable BigDecimal score(Map<String, RawJson> fields) {
    for (String name : SCORES) {
      RawJson value = fields.getOrDefault(name, RawJson.NULL);
      if (!value.isNull()) {
        BigDecimal score = ScoreRule.number(value);
        if (score == null) {
          throw new IllegalArgumentException("'" + name + "' must be a number from 0 to 1");
        }
        return score;
      }
    }
    return null;
  }

  private @Nullable ScoreBucket bucket(Map<String, RawJson> fields, @Nullable BigDecimal score) {
    String word = text(fields, "bucket");
    if (word == null) {
      return score == null ? null : rule.bucket(score);
    }
    ScoreBucket bucket = ScoreBucket.of(word);
    if (bucket == null) {
      throw new IllegalArgumentException("'bucket' must be 'failing' or 'passing'");
    }
    return bucket;
  }

  private static @Nullable CallSource source(RawJson source) {
    Map<String, RawJson> fields = source.fields();
    String id = fields.getOrDefault("id", RawJson.NULL).text();
    if (id == null) {
      return null;
    }
    String root = fields.getOrDefault("root_span_id", RawJson.NULL).text();
    String span = fields.getOrDefault("span_id", RawJson.NULL).text();
    return new CallSource(
        id,
        root == null ? id : root,
        span == null ? id : span,
        fields.getOrDefault("created", RawJson.NULL).text(),
        xactId(fields.getOrDefault("_xact_id", RawJson.NULL).idText()));
  }

  private static long xactId(@Nullable String digits) {
    try {
      return digits == null ? 0 : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'source._xact_id' must be the digits of a version", e);
    }
  }
}
