package org.braintrustbeam.transforms.eval.total;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * The 95 % confidence interval of the mean of scores from 0 to 1.
 *
 * @param low not below 0
 * @param high not above 1
 */
public record Interval95(double low, double high) {
  private static final double ERROR_RATE = 0.05;

  /**
   * Of scores that are all 0 or 1: Wilson's, which holds for few scores too, and is no point where
   * all of them are equal.
   */
  static Interval95 ofShare(long ones, long all) {
    return of(
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            Math.toIntExact(all), Math.toIntExact(ones), ERROR_RATE));
  }

  /**
   * Of an F1: of the cases that are positive by either side, those that are by both are a share, of
   * which F1 is a rising function.
   */
  static Interval95 ofF1(long both, long either) {
    Interval95 share = ofShare(both, either);
    return new Interval95(f1(share.low), f1(share.high));
  }

  private static double f1(double share) {
    return 2 * share / (1 + share);
  }

  /** Of any scores: Student's; null for a single one, which says nothing of the others. */
  static @Nullable Interval95 ofMean(double mean, double variance, long all) {
    return all < 2
        ? null
        : of(NormalConfidenceInterval.MEAN.fromErrorRate(mean, variance, all, ERROR_RATE));
  }

  private static Interval95 of(Interval interval) {
    return new Interval95(
        Math.max(0, interval.getLowerBound()), Math.min(1, interval.getUpperBound()));
  }
}
