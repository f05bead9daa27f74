package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/**
 * Collects the scores and metrics of a trace from its spans.
 *
 * <p>Scores are those of the root and of the spans of type score; one that several of them have is
 * averaged. What scorers spent themselves does not count into the metrics.
 */
final class TraceValues {
  /** The columns of a span that are looked at, beside that of the comparison key. */
  static final Set<String> COLUMNS =
      Set.of("root_span_id", "is_root", "span_attributes", "scores", "metrics", "error");

  private static final List<String> COUNTS =
      List.of("llm_calls", "tool_calls", "errors", "llm_errors", "tool_errors");

  /** What spans may carry and is not summed: times of the clock, and what is computed here. */
  private static final Set<String> NOT_SUMMED =
      Set.of(
          "start",
          "end",
          "duration",
          "llm_duration",
          "llm_calls",
          "tool_calls",
          "errors",
          "llm_errors",
          "tool_errors");

  /** The digits before the point of the largest double, and then some; sums stay affordable. */
  private static final int MAX_DIGITS = 400;

  /** Not a share of the whole, so not to be summed. */
  private static final String FIRST_TOKEN = "time_to_first_token";

  private final ComparisonKey comparisonKey;
  private final Map<String, Mean> scores = new TreeMap<>();
  private final Map<String, Mean> metrics = new TreeMap<>();
  private @Nullable String key;

  TraceValues(ComparisonKey comparisonKey) {
    this.comparisonKey = comparisonKey;
    COUNTS.forEach(name -> count(name, false));
  }

  void add(RawObject span) {
    RawObject attributes = object(span.get("span_attributes"));
    String type = Json.ascii(attributes.get("type"));
    boolean root = span.isTrue("is_root");
    if (root) {
      key = comparisonKey.of(span);
    }
    if (root || type.equals("\"score\"")) {
      numbers(span.get("scores"), (name, score) -> mean(scores, name).add(score));
    }
    if (!Json.ascii(attributes.get("purpose")).equals("\"scorer\"")) {
      metrics(span, root, type.equals("\"llm\""), type.equals("\"tool\""));
    }
  }

  private void metrics(RawObject span, boolean root, boolean llm, boolean tool) {
    boolean failed = !span.isNull("error");
    count("errors", failed);
    count("llm_calls", llm);
    count("llm_errors", llm && failed);
    count("tool_calls", tool);
    count("tool_errors", tool && failed);
    numbers(
        span.get("metrics"),
        (name, value) -> {
          if (!NOT_SUMMED.contains(name)) {
            mean(metrics, name).add(value);
          }
        });
    duration(object(span.get("metrics")), root, llm);
  }

  private void duration(RawObject metrics, boolean root, boolean llm) {
    byte[] start = metrics.get("start");
    byte[] end = metrics.get("end");
    if (!Json.isNumber(start) || !Json.isNumber(end)) {
      return;
    }
    BigDecimal seconds = number(end).subtract(number(start));
    if (root) {
      mean(this.metrics, "duration").add(seconds);
    }
    if (llm) {
      mean(this.metrics, "llm_duration").add(seconds);
    }
  }

  private void count(String name, boolean one) {
    mean(metrics, name).add(one ? BigDecimal.ONE : BigDecimal.ZERO);
  }

  private static Mean mean(Map<String, Mean> means, String name) {
    return means.computeIfAbsent(name, unseen -> new Mean());
  }

  private static RawObject object(byte[] json) {
    return Json.isObject(json) ? RawObject.parse(json) : new RawObject();
  }

  private static void numbers(byte[] json, BiConsumer<String, BigDecimal> each) {
    object(json).entries().stream()
        .filter(member -> Json.isNumber(member.getValue()))
        .forEach(member -> each.accept(member.getKey(), number(member.getValue())));
  }

  /** Adding 1 to 1e999999999 would take all the memory there is. */
  private static BigDecimal number(byte[] json) {
    BigDecimal number = Json.number(json);
    if (Math.abs(number.precision() - (long) number.scale()) > MAX_DIGITS
        || number.precision() > MAX_DIGITS) {
      throw ApiError.badRequest("A score or metric is out of range: " + Json.ascii(json));
    }
    return number;
  }

  CaseValues values() {
    Map<String, BigDecimal> score = new TreeMap<>();
    scores.forEach((name, mean) -> score.put(name, mean.value()));
    Map<String, BigDecimal> metric = new TreeMap<>();
    metrics.forEach(
        (name, mean) -> metric.put(name, name.equals(FIRST_TOKEN) ? mean.value() : mean.sum()));
    return new CaseValues(key, score, metric);
  }
}
