package org.braintrustbeam.transforms.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** One score of one case in one experiment, over its trials; grows by trials in any order. */
final class CaseScores {
  private static final double HIGHEST = 1.0;

  private BigDecimal sum = BigDecimal.ZERO;
  private double least = Double.POSITIVE_INFINITY;
  private long trials;
  private long errors;
  private long zeros;
  private long ones;
  private @Nullable TraceRef lowest;

  void add(double score, TraceRef trace) {
    TraceRef known = lowest;
    if (known == null || score < least || (score == least && trace.compareTo(known) < 0)) {
      lowest = trace;
    }
    sum = sum.add(BigDecimal.valueOf(score));
    least = Math.min(least, score);
    trials++;
    zeros += score == 0 ? 1 : 0;
    ones += score == HIGHEST ? 1 : 0;
  }

  void addError() {
    errors++;
  }

  boolean isScored() {
    return trials > 0;
  }

  /** The trials' average. */
  BigDecimal mean() {
    return sum.divide(BigDecimal.valueOf(trials), MathContext.DECIMAL64);
  }

  /** The trial with the lowest score. */
  TraceRef lowest() {
    TraceRef trace = lowest;
    if (trace == null) {
      throw new IllegalStateException("no trial has this score");
    }
    return trace;
  }

  ArmScores tally() {
    return isScored()
        ? new ArmScores(1, trials, errors, mean(), mean().doubleValue(), zeros, ones)
        : new ArmScores(0, 0, errors, BigDecimal.ZERO, Double.POSITIVE_INFINITY, 0, 0);
  }
}
