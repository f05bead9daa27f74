package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/**
 * Collects the scores and metrics of a trace from its spans, for queries and comparisons alike.
 *
 * <p>A score that several spans have is averaged. What scorers spent themselves does not count into
 * the metrics; these are summed but for times of the clock, the longest duration, and the mean time
 * to the first token. Times are Unix seconds, lengths seconds.
 */
public final class TraceValues {
  /** The columns of a span that are looked at. */
  public static final Set<String> COLUMNS = Set.of("span_attributes", "scores", "metrics", "error");

  private static final List<String> COUNTS =
      List.of("llm_calls", "tool_calls", "errors", "llm_errors", "tool_errors");

  /** What spans may carry and is computed here instead. */
  private static final Set<String> NOT_SUMMED =
      Set.of(
          "start",
          "end",
          "duration",
          "llm_duration",
          "total_tokens",
          "llm_calls",
          "tool_calls",
          "errors",
          "llm_errors",
          "tool_errors");

  /** The digits before the point of the largest double, and then some; sums stay affordable. */
  private static final int MAX_DIGITS = 400;

  /** Not a share of the whole, so not to be summed. */
  private static final String FIRST_TOKEN = "time_to_first_token";

  private final Map<String, Mean> scores = new LinkedHashMap<>();
  private final Map<String, Mean> sums = new TreeMap<>();
  private final Map<String, BigDecimal> extremes = new TreeMap<>();

  public TraceValues() {
    COUNTS.forEach(name -> count(name, false));
  }

  /** Takes in a span with at least its {@link #COLUMNS}. */
  public void add(RawObject span) {
    object(span.get("scores"))
        .entries()
        .forEach(
            score -> {
              Mean mean = scores.computeIfAbsent(score.getKey(), unseen -> new Mean());
              if (Json.isNumber(score.getValue())) {
                mean.add(number(score.getValue()));
              }
            });
    RawObject attributes = object(span.get("span_attributes"));
    if (!Json.ascii(attributes.get("purpose")).equals("\"scorer\"")) {
      addMetrics(span, Json.ascii(attributes.get("type")));
    }
  }

  private void addMetrics(RawObject span, String type) {
    boolean failed = !span.isNull("error");
    boolean llm = type.equals("\"llm\"");
    boolean tool = type.equals("\"tool\"");
    count("errors", failed);
    count("llm_calls", llm);
    count("llm_errors", llm && failed);
    count("tool_calls", tool);
    count("tool_errors", tool && failed);
    Map<String, BigDecimal> metrics = numbers(span.get("metrics"));
    metrics.forEach(
        (name, value) -> {
          if (!NOT_SUMMED.contains(name)) {
            sum(name, value);
          }
        });
    addTokens(metrics);
    addTimes(metrics, llm);
  }

  /** Both kinds of tokens, or the total that a span says itself where it says nothing else. */
  private void addTokens(Map<String, BigDecimal> metrics) {
    BigDecimal prompt = metrics.get("prompt_tokens");
    BigDecimal completion = metrics.get("completion_tokens");
    BigDecimal total = metrics.getOrDefault("total_tokens", metrics.get("tokens"));
    if (prompt != null) {
      sum("total_tokens", prompt);
    }
    if (completion != null) {
      sum("total_tokens", completion);
    }
    if (prompt == null && completion == null && total != null) {
      sum("total_tokens", total);
    }
  }

  private void addTimes(Map<String, BigDecimal> metrics, boolean llm) {
    BigDecimal start = metrics.get("start");
    BigDecimal end = metrics.get("end");
    if (start != null) {
      extremes.merge("start", start, BigDecimal::min);
    }
    if (end != null) {
      extremes.merge("end", end, BigDecimal::max);
    }
    if (start != null && end != null) {
      extremes.merge("duration", end.subtract(start), BigDecimal::max);
      if (llm) {
        sum("llm_duration", end.subtract(start));
      }
    }
  }

  private void count(String name, boolean one) {
    sum(name, one ? BigDecimal.ONE : BigDecimal.ZERO);
  }

  private void sum(String name, BigDecimal value) {
    sums.computeIfAbsent(name, unseen -> new Mean()).add(value);
  }

  private static RawObject object(byte[] json) {
    return Json.isObject(json) ? RawObject.parse(json) : new RawObject();
  }

  private static Map<String, BigDecimal> numbers(byte[] json) {
    return object(json).entries().stream()
        .filter(member -> Json.isNumber(member.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, member -> number(member.getValue())));
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

  /** The names of all scores, also of those that are null everywhere, as they came. */
  public Set<String> scoreNames() {
    return scores.keySet();
  }

  /** The scores that some span has. */
  public Map<String, BigDecimal> scores() {
    Map<String, BigDecimal> means = new TreeMap<>();
    scores.forEach(
        (name, mean) -> {
          if (!mean.isEmpty()) {
            means.put(name, mean.value());
          }
        });
    return means;
  }

  /** The metrics that some span has, the counts, and what follows from them. */
  public Map<String, BigDecimal> metrics() {
    Map<String, BigDecimal> metrics = new TreeMap<>(extremes);
    sums.forEach(
        (name, mean) -> metrics.put(name, name.equals(FIRST_TOKEN) ? mean.value() : mean.sum()));
    return metrics;
  }
}
