package org.braintrustbeam.transforms.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * One score in one experiment.
 *
 * @param cases that have it
 * @param trials that have it
 * @param errors trials whose scorer failed
 * @param sum over the cases, trials averaged: exact, so that no order of adding shows
 * @param least of a case; positive infinity without one
 * @param zeros trials scored with 0
 * @param ones trials scored with 1
 */
record ArmScores(
    long cases, long trials, long errors, BigDecimal sum, double least, long zeros, long ones) {
  static final ArmScores NONE =
      new ArmScores(0, 0, 0, BigDecimal.ZERO, Double.POSITIVE_INFINITY, 0, 0);

  /** Makes equal sums equal. */
  ArmScores {
    sum = sum.stripTrailingZeros();
  }

  ArmScores plus(ArmScores other) {
    return new ArmScores(
        cases + other.cases,
        trials + other.trials,
        errors + other.errors,
        sum.add(other.sum),
        Math.min(least, other.least),
        zeros + other.zeros,
        ones + other.ones);
  }

  /** Over the cases; null without one. */
  @Nullable Double mean() {
    return cases == 0
        ? null
        : Double.valueOf(
            sum.divide(BigDecimal.valueOf(cases), MathContext.DECIMAL64).doubleValue());
  }

  boolean allZero() {
    return trials > 0 && zeros == trials;
  }

  boolean allOne() {
    return trials > 0 && ones == trials;
  }
}
