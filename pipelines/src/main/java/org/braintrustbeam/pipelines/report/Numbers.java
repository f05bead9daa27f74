package org.braintrustbeam.pipelines.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers look, everywhere in a report and on every machine. */
final class Numbers {
  /** Stands where there is no number. */
  static final String NONE = "–";

  private static final MathContext DIGITS = new MathContext(3);
  private static final MathContext CHANCE = new MathContext(2);
  private static final double LEAST_PLAIN = 0.001;
  private static final double LEAST_CHANCE = 1e-99;

  private Numbers() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A score, three places. */
  static String score(@Nullable Double score) {
    return score == null || score.isNaN() ? NONE : places(3, score);
  }

  /** A difference of scores, with its sign. */
  static String delta(@Nullable Double delta) {
    if (delta == null || delta.isNaN()) {
      return NONE;
    }
    String digits = places(3, Math.abs(delta));
    return digits.equals("0.000") ? digits : (delta < 0 ? "−" : "+") + digits;
  }

  static String percent(long part, long whole) {
    return whole == 0 ? NONE : places(1, 100.0 * part / whole) + " %";
  }

  /** A part of one, as percent. */
  static String share(@Nullable Double share) {
    return share == null || share.isNaN() ? NONE : places(1, 100 * share) + " %";
  }

  /** Three digits, and all of a larger number before the point. */
  static String measure(@Nullable Double value) {
    if (value == null || !Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    return rounded.scale() <= 0
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : rounded.toPlainString();
  }

  /** A probability; small ones by their size. */
  static String chance(@Nullable Double chance) {
    if (chance == null || chance.isNaN()) {
      return NONE;
    }
    if (chance >= LEAST_PLAIN) {
      return BigDecimal.valueOf(chance).round(CHANCE).stripTrailingZeros().toPlainString();
    }
    return chance < LEAST_CHANCE ? "< 1e-99" : String.format(Locale.ROOT, "%.1e", chance);
  }

  static String seconds(@Nullable Double seconds) {
    return seconds == null || seconds.isNaN() ? NONE : places(2, seconds) + " s";
  }

  /** An interval between what goes before and behind it, or nothing if an end is missing. */
  static String interval(
      String before, @Nullable Double low, @Nullable Double high, String behind) {
    return low == null || high == null ? "" : before + score(low) + "–" + score(high) + behind;
  }

  private static String places(int places, double value) {
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }
}
