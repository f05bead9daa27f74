package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * What a tally comes to.
 *
 * @param count how many
 * @param failing how many of them failing
 * @param sum of the values; null if none are tallied
 * @param least of the values
 * @param greatest of the values
 * @param percentiles of the values by name, {@code p50} for the median
 */
public record Amounts(
    long count,
    long failing,
    @Nullable BigDecimal sum,
    @Nullable BigDecimal least,
    @Nullable BigDecimal greatest,
    Map<String, BigDecimal> percentiles) {
  /** None. */
  public static final Amounts NONE = of(0, 0);

  /** Makes the percentiles immutable. */
  public Amounts {
    percentiles = Map.copyOf(percentiles);
  }

  /** Without values. */
  public static Amounts of(long count, long failing) {
    return new Amounts(count, failing, null, null, null, Map.of());
  }

  /** So many of them failing. */
  public Amounts withFailing(long number) {
    return new Amounts(count, number, sum, least, greatest, percentiles);
  }

  /** The mean of the values; null without any. */
  public @Nullable BigDecimal mean() {
    return sum == null || count == 0
        ? null
        : sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
  }

  /** As the members of an object. */
  Map<String, RawJson> toJson() {
    Map<String, RawJson> json = new TreeMap<>();
    json.put("count", RawJson.of(Long.toString(count)));
    json.put("failing", RawJson.of(Long.toString(failing)));
    put(json, "sum", sum);
    put(json, "min", least);
    put(json, "max", greatest);
    Map<String, RawJson> shares = new TreeMap<>();
    percentiles.forEach((name, value) -> put(shares, name, value));
    json.put("percentiles", JsonMerge.object(shares));
    return json;
  }

  private static void put(Map<String, RawJson> json, String name, @Nullable BigDecimal value) {
    if (value != null) {
      json.put(name, RawJson.of(value.toString()));
    }
  }

  /** What {@link #toJson} wrote. */
  static Amounts ofJson(Map<String, RawJson> json) {
    Map<String, BigDecimal> percentiles = new TreeMap<>();
    json.getOrDefault("percentiles", RawJson.EMPTY_OBJECT)
        .fields()
        .forEach((name, value) -> percentiles.put(name, new BigDecimal(value.toString())));
    return new Amounts(
        Long.parseLong(json.getOrDefault("count", RawJson.NULL).toString()),
        Long.parseLong(json.getOrDefault("failing", RawJson.NULL).toString()),
        number(json, "sum"),
        number(json, "min"),
        number(json, "max"),
        percentiles);
  }

  private static @Nullable BigDecimal number(Map<String, RawJson> json, String name) {
    RawJson value = json.get(name);
    return value == null ? null : new BigDecimal(value.toString());
  }
}
