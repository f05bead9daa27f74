package org.braintrustbeam.transforms.eval.total;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The 95 % confidence interval of the mean of scores from 0 to 1.
 *
 * @param low not below 0
 * @param high not above 1
 */
public record Interval95(double low, double high) {
  private static final double TAIL = 0.025;
  private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);

  /**
   * Of values that are all 0 or 1: Wilson's, which holds for few of them too, and is no point where
   * all are equal. Null without any.
   */
  static @Nullable Interval95 ofShare(RowSums values) {
    if (values.rows() == 0) {
      return null;
    }
    double n = values.effective();
    double share = values.mean();
    double middle = share + Z * Z / (2 * n);
    double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return bounded((middle - half) / scale, (middle + half) / scale);
  }

  /**
   * Of an F1: of the cases that are positive by either side, those that are by both are a share, of
   * which F1 is a rising function.
   *
   * @param both for each case that is positive by either side, whether it is by both
   */
  static @Nullable Interval95 ofF1(RowSums both) {
    Interval95 share = ofShare(both);
    return share == null ? null : new Interval95(f1(share.low), f1(share.high));
  }

  private static double f1(double share) {
    return 2 * share / (1 + share);
  }

  /** Of any values: Student's; null for a single row, which says nothing of the others. */
  static @Nullable Interval95 ofMean(RowSums values) {
    long rows = values.rows();
    if (rows < 2) {
      return null;
    }
    double half =
        TDistribution.of((double) (rows - 1)).inverseSurvivalProbability(TAIL)
            * Math.sqrt(values.variance());
    return bounded(values.mean() - half, values.mean() + half);
  }

  private static Interval95 bounded(double low, double high) {
    return new Interval95(Math.max(0, low), Math.min(1, high));
  }
}
