package org.braintrustbeam.transforms.discover.tally;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a tally.
 *
 * @param least of them
 * @param greatest of them
 * @param sum of the values to a fixed number of decimals, so that their order does not matter
 * @param quantiles how they lie; grows
 */
record Values(BigDecimal least, BigDecimal greatest, BigDecimal sum, Quantiles quantiles) {
  Values with(BigDecimal value) {
    quantiles.add(value.doubleValue());
    return new Values(
        least.min(value), greatest.max(value), sum.add(Numbers.rounded(value)), quantiles);
  }

  Values with(Values other) {
    quantiles.add(other.quantiles);
    return new Values(
        least.min(other.least), greatest.max(other.greatest), sum.add(other.sum), quantiles);
  }

  Values copy() {
    Quantiles copied = Quantiles.empty();
    copied.add(quantiles);
    return new Values(least, greatest, sum, copied);
  }

  Amounts amounts(long count, long failing) {
    Map<String, BigDecimal> percentiles = new TreeMap<>();
    Tally.PERCENTILES.forEach((name, share) -> percentiles.put(name, percentile(share)));
    return new Amounts(count, failing, sum, least, greatest, percentiles);
  }

  /** No further off than the extremes, which are exact. */
  private BigDecimal percentile(double share) {
    return new BigDecimal(quantiles.at(share)).max(least).min(greatest);
  }

  List<byte[]> encode() throws IOException {
    return List.of(bytes(least), bytes(greatest), bytes(sum), quantiles.encode());
  }

  static Values decode(List<byte[]> parts) throws IOException {
    return new Values(
        number(parts.get(0)),
        number(parts.get(1)),
        number(parts.get(2)),
        Quantiles.decode(parts.get(3)));
  }

  private static byte[] bytes(BigDecimal number) {
    return number.toString().getBytes(US_ASCII);
  }

  private static BigDecimal number(byte[] bytes) {
    return new BigDecimal(new String(bytes, US_ASCII));
  }
}
