package org.braintrustbeam.transforms.curate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Which traces fail and which pass.
 *
 * @param names scores that count; empty for all
 * @param failingAtMost a trace fails up to this score
 * @param passingAtLeast a trace passes from this score on, more than the other
 */
public record ScoreRule(List<String> names, BigDecimal failingAtMost, BigDecimal passingAtLeast)
    implements Serializable {
  /** Enough to tell scores apart; a sum of thirds has no end. */
  private static final int DECIMALS = 12;

  private static final int LONGEST_NUMBER = 100;

  /** Checks that no trace both fails and passes. */
  public ScoreRule {
    names = List.copyOf(names);
    if (failingAtMost.compareTo(passingAtLeast) >= 0) {
      throw new IllegalArgumentException(
          "failing must end below passing, got "
              + failingAtMost.toPlainString()
              + " and "
              + passingAtLeast.toPlainString());
    }
  }

  /**
   * The score of a trace: of each score that counts the mean over its spans, as the app shows it,
   * and of these the lowest. So a trace passes only if every score does.
   *
   * @param scores objects of its spans, in any order; what is no number from 0 to 1 does not count
   * @return null if nothing counts; else without trailing zeros
   */
  public @Nullable BigDecimal score(Collection<RawJson> scores) {
    Map<String, Mean> means = new TreeMap<>();
    for (RawJson ofSpan : scores) {
      ofSpan.fields().forEach((name, value) -> add(means, name, value));
    }
    return means.values().stream().map(Mean::value).min(BigDecimal::compareTo).orElse(null);
  }

  private void add(Map<String, Mean> means, String name, RawJson value) {
    BigDecimal number = names.isEmpty() || names.contains(name) ? number(value) : null;
    if (number != null) {
      means.merge(name, new Mean(number, 1), Mean::plus);
    }
  }

  /** The number of a score; null if it is none from 0 to 1. */
  public static @Nullable BigDecimal number(RawJson value) {
    String digits = value.text() == null ? value.idText() : null;
    if (digits == null || digits.length() > LONGEST_NUMBER) {
      return null;
    }
    BigDecimal number = parsed(digits);
    if (number == null || number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
      return null;
    }
    // Of 1e-999999999 no decimals can be written down.
    boolean isNothing = number.precision() - (long) number.scale() < -DECIMALS;
    return isNothing ? BigDecimal.ZERO : number;
  }

  private static @Nullable BigDecimal parsed(String digits) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      return null; // JSON has exponents that no number here has; a score they are not
    }
  }

  /** The bucket of a score; null in between. */
  public @Nullable ScoreBucket bucket(BigDecimal score) {
    if (score.compareTo(failingAtMost) <= 0) {
      return ScoreBucket.FAILING;
    }
    return score.compareTo(passingAtLeast) >= 0 ? ScoreBucket.PASSING : null;
  }

  /** Sums are exact, so the order of the spans does not matter. */
  private record Mean(BigDecimal sum, int count) {
    Mean plus(Mean other) {
      return new Mean(sum.add(other.sum), count + other.count);
    }

    BigDecimal value() {
      BigDecimal mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
      BigDecimal rounded =
          mean.scale() > DECIMALS ? mean.setScale(DECIMALS, RoundingMode.HALF_EVEN) : mean;
      return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }
  }
}
