package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.math.MathContext;

/** The mean of numbers that are added one by one; their order does not change it. */
final class Mean {
  private BigDecimal sum = BigDecimal.ZERO;
  private int count;

  void add(BigDecimal value) {
    sum = sum.add(value);
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  BigDecimal sum() {
    return sum;
  }

  BigDecimal value() {
    return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64);
  }
}
