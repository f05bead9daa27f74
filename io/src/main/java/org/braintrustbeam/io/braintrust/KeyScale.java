package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;

/**
 * Measures how far apart keys are, without the numbers that no transaction has.
 *
 * <p>A second has 65,536 counters, of which the transactions of an object take the first few. Rows
 * that are loaded fast would all lie at the starts of their seconds, and even parts of the time
 * between would tell nothing of them; even parts of this scale do.
 *
 * @param second how much of the scale a second has
 */
record KeyScale(BigInteger second) {
  private static final int COUNTERS = 1 << 16;
  private static final BigInteger ROWS = BigInteger.ONE.shiftLeft(16);

  /** For so many rows between these numbers of keys. */
  static KeyScale of(BigInteger first, BigInteger last, long rows) {
    BigInteger inOneSecond = BigInteger.valueOf(rows / PageSize.MAX);
    BigInteger counters = inOneSecond.max(counter(first)).max(counter(last)).add(BigInteger.ONE);
    return new KeyScale(counters.min(BigInteger.valueOf(COUNTERS)).multiply(ROWS));
  }

  private static BigInteger counter(BigInteger number) {
    return number.mod(Keys.SECOND).shiftRight(16);
  }

  /** Where a number lies on the scale. */
  BigInteger place(BigInteger number) {
    BigInteger inSecond = number.mod(Keys.SECOND).min(second.subtract(BigInteger.ONE));
    return number.shiftRight(32).multiply(second).add(inSecond);
  }

  /** The number at a place. */
  BigInteger number(BigInteger place) {
    return place.divide(second).shiftLeft(32).add(place.mod(second));
  }
}
