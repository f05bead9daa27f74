package org.braintrustbeam.emulator.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.Arithmetic;
import org.jspecify.annotations.Nullable;

/** What a summary computes over the spans of a trace. Times are Unix seconds, lengths seconds. */
final class SummaryFields {
  private static final MathContext PRECISION = MathContext.DECIMAL64;
  private static final List<String> SUMMED =
      List.of(
          "prompt_tokens",
          "completion_tokens",
          "prompt_cached_tokens",
          "prompt_cache_creation_tokens");

  private final List<Span> spans = new ArrayList<>();
  private final Span root;

  SummaryFields(Trace trace) {
    trace.spans().forEach(span -> spans.add(new Span(span)));
    root = new Span(trace.root());
  }

  /** The parts of a span that count. */
  private static final class Span {
    private final Map<String, byte[]> metrics;
    private final Map<String, byte[]> scores;
    private final byte[] attributes;
    private final String type;
    private final boolean failed;

    Span(StoredRow row) {
      metrics = members(row.column("metrics"));
      scores = members(row.column("scores"));
      attributes = row.column("span_attributes");
      byte[] named = members(attributes).getOrDefault("type", Json.NULL);
      type = Json.isString(named) ? Json.text(named) : "";
      failed = !Json.isNull(row.column("error"));
    }

    private static Map<String, byte[]> members(byte[] value) {
      return Json.isObject(value) ? JsonSlices.object(value) : Map.of();
    }

    @Nullable BigDecimal metric(String name) {
      byte[] value = metrics.getOrDefault(name, Json.NULL);
      return Json.isNumber(value) ? Json.number(value) : null;
    }

    @Nullable BigDecimal duration() {
      BigDecimal start = metric("start");
      BigDecimal end = metric("end");
      return start == null || end == null ? null : end.subtract(start, PRECISION);
    }

    boolean cached() {
      BigDecimal cached = metric("cached");
      return cached != null && cached.signum() != 0;
    }
  }

  /** The average of each score over the spans that have it; null where no span has a score. */
  byte[] scores() {
    Map<String, List<BigDecimal>> values = new LinkedHashMap<>();
    for (Span span : spans) {
      span.scores.forEach(
          (name, value) -> {
            List<BigDecimal> known = values.computeIfAbsent(name, any -> new ArrayList<>());
            if (Json.isNumber(value)) {
              known.add(Json.number(value));
            }
          });
    }
    RawObject scores = new RawObject();
    values.forEach((name, all) -> scores.put(name, json(average(all))));
    return values.isEmpty() ? Json.NULL : scores.toBytes();
  }

  byte[] metrics() {
    RawObject metrics = new RawObject();
    for (String name : SUMMED) {
      metrics.put(name, json(sum(values(name))));
    }
    metrics.put("total_tokens", json(sum(totals())));
    metrics.put("estimated_cost", json(sum(values("estimated_cost"))));
    count(metrics);
    metrics.put("start", json(values("start").stream().min(BigDecimal::compareTo).orElse(null)));
    metrics.put("end", json(values("end").stream().max(BigDecimal::compareTo).orElse(null)));
    metrics.put(
        "duration", json(durations(false).stream().max(BigDecimal::compareTo).orElse(null)));
    metrics.put("llm_duration", json(sum(durations(true))));
    metrics.put("time_to_first_token", json(average(values("time_to_first_token"))));
    return metrics.toBytes();
  }

  private void count(RawObject metrics) {
    metrics.put("llm_calls", size(type("llm", false)));
    metrics.put("tool_calls", size(type("tool", false)));
    metrics.put("errors", size(spans.stream().filter(span -> span.failed).count()));
    metrics.put("llm_errors", size(type("llm", true)));
    metrics.put("tool_errors", size(type("tool", true)));
  }

  private long type(String type, boolean failed) {
    return spans.stream()
        .filter(span -> span.type.equals(type) && (span.failed || !failed))
        .count();
  }

  /** What the root span is, whether all model calls were cached, and whether any span failed. */
  byte[] spanTypeInfo() {
    List<Span> calls = spans.stream().filter(span -> span.type.equals("llm")).toList();
    RawObject info =
        Json.isObject(root.attributes) ? RawObject.parse(root.attributes) : new RawObject();
    return info.put("cached", Json.bool(!calls.isEmpty() && calls.stream().allMatch(Span::cached)))
        .put("has_error", Json.bool(spans.stream().anyMatch(span -> span.failed)))
        .toBytes();
  }

  private List<BigDecimal> values(String metric) {
    List<BigDecimal> values = new ArrayList<>();
    for (Span span : spans) {
      BigDecimal value = span.metric(metric);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The sum of both kinds of tokens, for a span that does not say its total itself. */
  private List<BigDecimal> totals() {
    List<BigDecimal> totals = new ArrayList<>();
    for (Span span : spans) {
      BigDecimal tokens = span.metric("tokens");
      BigDecimal prompt = span.metric("prompt_tokens");
      BigDecimal completion = span.metric("completion_tokens");
      if (prompt != null) {
        totals.add(prompt);
      }
      if (completion != null) {
        totals.add(completion);
      }
      if (tokens != null && prompt == null && completion == null) {
        totals.add(tokens);
      }
    }
    return totals;
  }

  private List<BigDecimal> durations(boolean modelCalls) {
    List<BigDecimal> durations = new ArrayList<>();
    for (Span span : spans) {
      BigDecimal duration = span.duration();
      if (duration != null && (!modelCalls || span.type.equals("llm"))) {
        durations.add(duration);
      }
    }
    return durations;
  }

  private static BigDecimal sum(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, (left, right) -> left.add(right, PRECISION));
  }

  private static @Nullable BigDecimal average(List<BigDecimal> values) {
    return values.isEmpty()
        ? null
        : sum(values).divide(BigDecimal.valueOf(values.size()), PRECISION);
  }

  private static byte[] json(@Nullable BigDecimal number) {
    return number == null ? Json.NULL : Arithmetic.json(number);
  }

  private static byte[] size(long size) {
    return Json.utf8(Long.toString(size));
  }
}
