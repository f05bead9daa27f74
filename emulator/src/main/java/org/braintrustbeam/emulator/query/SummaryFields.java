package org.braintrustbeam.emulator.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.Arithmetic;
import org.braintrustbeam.emulator.summary.TraceValues;
import org.jspecify.annotations.Nullable;

/** What a summary computes over the spans of a trace. */
final class SummaryFields {
  /** The metrics of a summary in their order; a sum of nothing is 0. */
  private static final List<String> SUMS =
      List.of(
          "prompt_tokens",
          "completion_tokens",
          "prompt_cached_tokens",
          "prompt_cache_creation_tokens",
          "total_tokens",
          "estimated_cost",
          "llm_calls",
          "tool_calls",
          "errors",
          "llm_errors",
          "tool_errors");

  private final Trace trace;
  private final TraceValues values = new TraceValues();

  SummaryFields(Trace trace) {
    this.trace = trace;
    for (StoredRow row : trace.spans()) {
      RawObject span = new RawObject();
      TraceValues.COLUMNS.forEach(name -> span.put(name, row.column(name)));
      values.add(span);
    }
  }

  /** The average of each score over the spans that have it; null where no span has a score. */
  byte[] scores() {
    Map<String, BigDecimal> means = values.scores();
    RawObject scores = new RawObject();
    values.scoreNames().forEach(name -> scores.put(name, json(means.get(name))));
    return scores.names().isEmpty() ? Json.NULL : scores.toBytes();
  }

  byte[] metrics() {
    Map<String, BigDecimal> known = values.metrics();
    RawObject metrics = new RawObject();
    SUMS.forEach(name -> metrics.put(name, json(known.getOrDefault(name, BigDecimal.ZERO))));
    List.of("start", "end", "duration").forEach(name -> metrics.put(name, json(known.get(name))));
    metrics.put("llm_duration", json(known.getOrDefault("llm_duration", BigDecimal.ZERO)));
    metrics.put("time_to_first_token", json(known.get("time_to_first_token")));
    return metrics.toBytes();
  }

  /** What the root span is, whether all model calls were cached, and whether any span failed. */
  byte[] spanTypeInfo() {
    List<StoredRow> calls =
        trace.spans().stream()
            .filter(span -> Json.ascii(member(span, "span_attributes", "type")).equals("\"llm\""))
            .toList();
    boolean failed = trace.spans().stream().anyMatch(span -> !Json.isNull(span.column("error")));
    byte[] attributes = trace.root().column("span_attributes");
    RawObject info = Json.isObject(attributes) ? RawObject.parse(attributes) : new RawObject();
    return info.put(
            "cached", Json.bool(!calls.isEmpty() && calls.stream().allMatch(SummaryFields::cached)))
        .put("has_error", Json.bool(failed))
        .toBytes();
  }

  private static boolean cached(StoredRow span) {
    byte[] cached = member(span, "metrics", "cached");
    return Json.isNumber(cached) && Json.number(cached).signum() != 0;
  }

  private static byte[] member(StoredRow span, String column, String name) {
    byte[] value = span.column(column);
    return Json.isObject(value) ? RawObject.parse(value).get(name) : Json.NULL;
  }

  private static byte[] json(@Nullable BigDecimal number) {
    return number == null ? Json.NULL : Arithmetic.json(number);
  }
}
