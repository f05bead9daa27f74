package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Numbers that can be added up in any order with the same result. */
final class Numbers {
  private static final int MAX_LENGTH = 64;
  private static final int MAX_EXPONENT = 30;

  /** No double is smaller than 10<sup>-324</sup>. */
  private static final int SMALLEST = 324;

  /** Finer than any figure that is shown. */
  private static final int DECIMALS = 12;

  private Numbers() {}

  /**
   * The number to tally; null for anything else, and for what no measurement comes to. A chance may
   * be as small as it likes, and is a low score.
   */
  static @Nullable BigDecimal of(RawJson value) {
    String text = value.idText();
    return text == null || value.text() != null ? null : parse(text, SMALLEST);
  }

  /** To as many decimals as are added up. */
  static BigDecimal rounded(BigDecimal number) {
    return number.scale() > DECIMALS ? number.setScale(DECIMALS, RoundingMode.HALF_EVEN) : number;
  }

  /** The number that JSON digits spell; null beyond 10<sup>30</sup> or below 10<sup>-30</sup>. */
  static @Nullable BigDecimal parse(String digits) {
    return parse(digits, MAX_EXPONENT);
  }

  private static @Nullable BigDecimal parse(String digits, int smallest) {
    if (digits.length() > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(digits);
      long magnitude = (long) number.precision() - number.scale();
      return -smallest <= magnitude && magnitude <= MAX_EXPONENT ? number : null;
    } catch (NumberFormatException e) {
      return null; // an exponent that no BigDecimal has, or no number
    }
  }
}
