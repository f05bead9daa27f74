package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** The means of an experiment's scores and metrics, and what became of each case since another. */
public final class Comparison {
  /** Shares are given to so many digits: the noise of a division is no difference. */
  private static final MathContext DIGITS = MathContext.DECIMAL32;

  private final List<CaseValues> cases;
  private final @Nullable List<CaseValues> base;

  private Comparison(List<CaseValues> cases, @Nullable List<CaseValues> base) {
    this.cases = cases;
    this.base = base;
  }

  /**
   * Reads both experiments.
   *
   * @param base the number of the experiment to compare with; null for none
   */
  public static Comparison of(Cases cases, int experiment, @Nullable Integer base) {
    return new Comparison(cases.of(experiment), base == null ? null : cases.of(base));
  }

  /** Higher is better. */
  public RawObject scores() {
    return summarize(CaseValues::scores, "score", 1);
  }

  /** Lower is better: they are times, tokens, costs and errors. */
  public RawObject metrics() {
    RawObject all = summarize(CaseValues::metrics, "metric", -1);
    RawObject withUnits = new RawObject();
    all.entries()
        .forEach(
            metric ->
                withUnits.put(
                    metric.getKey(),
                    RawObject.parse(metric.getValue())
                        .put("unit", Json.string(MetricUnit.of(metric.getKey())))
                        .toBytes()));
    return withUnits;
  }

  private RawObject summarize(
      Function<CaseValues, Map<String, BigDecimal>> values, String field, int better) {
    Map<String, Mean> now = means(cases, values);
    Map<String, Mean> before = base == null ? Map.of() : means(base, values);
    RawObject all = new RawObject();
    now.forEach(
        (name, mean) -> {
          RawObject summary =
              new RawObject()
                  .put("name", Json.string(name))
                  .put(field, Json.decimal(mean.value().round(DIGITS)));
          Mean other = before.get(name);
          if (other != null) {
            BigDecimal difference = mean.value().subtract(other.value());
            summary.put("diff", Json.decimal(difference.round(DIGITS)));
          }
          all.put(name, counts(summary, name, values, better).toBytes());
        });
    return all;
  }

  private RawObject counts(
      RawObject summary,
      String name,
      Function<CaseValues, Map<String, BigDecimal>> values,
      int better) {
    Map<String, Mean> now = byKey(cases, name, values);
    Map<String, Mean> before = base == null ? Map.of() : byKey(base, name, values);
    int improvements = 0;
    int regressions = 0;
    for (Map.Entry<String, Mean> one : now.entrySet()) {
      Mean other = before.get(one.getKey());
      int change = other == null ? 0 : one.getValue().value().compareTo(other.value()) * better;
      improvements += change > 0 ? 1 : 0;
      regressions += change < 0 ? 1 : 0;
    }
    return summary
        .put("improvements", Json.utf8(Integer.toString(improvements)))
        .put("regressions", Json.utf8(Integer.toString(regressions)));
  }

  private static Map<String, Mean> means(
      List<CaseValues> cases, Function<CaseValues, Map<String, BigDecimal>> values) {
    Map<String, Mean> means = new TreeMap<>();
    cases.forEach(
        one ->
            values
                .apply(one)
                .forEach(
                    (name, value) -> means.computeIfAbsent(name, unseen -> new Mean()).add(value)));
    return means;
  }

  /** The value of each case; of several trials of a case the mean. */
  private static Map<String, Mean> byKey(
      List<CaseValues> cases, String name, Function<CaseValues, Map<String, BigDecimal>> values) {
    Map<String, Mean> means = new HashMap<>();
    for (CaseValues one : cases) {
      BigDecimal value = values.apply(one).get(name);
      if (one.key() != null && value != null) {
        means.computeIfAbsent(one.key(), unseen -> new Mean()).add(value);
      }
    }
    return means;
  }
}
