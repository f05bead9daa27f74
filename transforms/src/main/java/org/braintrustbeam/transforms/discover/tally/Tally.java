package org.braintrustbeam.transforms.discover.tally;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * How many rows there were, how many of them failing, and how their values lie. Grows until it is
 * handed on; the same whatever the order in which it grew.
 */
@DefaultCoder(TallyCoder.class)
public final class Tally {
  /** Shares of the values, by what they are called. */
  public static final Map<String, Double> PERCENTILES =
      new TreeMap<>(Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99));

  private long count;
  private long failing;
  private @Nullable Values values;

  /** None yet. */
  public Tally() {}

  private Tally(long count, long failing, @Nullable Values values) {
    this.count = count;
    this.failing = failing;
    this.values = values;
  }

  /** One more. */
  public void add(boolean fails) {
    count++;
    failing += fails ? 1 : 0;
  }

  /** One more, of which a value is tallied. */
  public void add(BigDecimal value, boolean fails) {
    add(fails);
    if (values == null) {
      values = new Values(value, value, BigDecimal.ZERO, Quantiles.empty());
    }
    values = values.with(value);
  }

  /** All of another one. */
  public void add(Tally other) {
    count += other.count;
    failing += other.failing;
    if (other.values != null) {
      values = values == null ? other.values.copy() : values.with(other.values);
    }
  }

  long failing() {
    return failing;
  }

  long count() {
    return count;
  }

  /** What it comes to. */
  public Amounts amounts() {
    return values == null ? Amounts.of(count, failing) : values.amounts(count, failing);
  }

  List<byte[]> encodeValues() throws IOException {
    return values == null ? List.of() : values.encode();
  }

  static Tally decode(long count, long failing, List<byte[]> values) throws IOException {
    return new Tally(count, failing, values.isEmpty() ? null : Values.decode(values));
  }
}
