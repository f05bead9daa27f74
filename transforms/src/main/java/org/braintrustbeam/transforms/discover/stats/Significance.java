package org.braintrustbeam.transforms.discover.stats;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How likely it is that a part of a whole has so many failures by chance: Fisher's exact test; for
 * parts so large that it takes long, the normal distribution with the same mean and variance.
 */
final class Significance {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Terms to add up; beyond it the two agree to more digits than are shown. */
  private static final long EXACT = 20_000;

  private Significance() {}

  /**
   * Two-sided: twice the smaller tail, at most 1.
   *
   * @param failing failures in the part
   * @param size of the part
   * @param allFailing failures in the whole
   * @param all size of the whole
   */
  static double of(long failing, long size, long allFailing, long all) {
    if (size == 0 || size == all || allFailing == 0 || allFailing == all) {
      return 1; // there is nothing to compare
    }
    double mean = (double) size * allFailing / all;
    boolean more = failing > mean;
    double tail =
        Math.min(size, allFailing) <= EXACT && all <= Integer.MAX_VALUE
            ? exact((int) failing, (int) size, (int) allFailing, (int) all, more)
            : normal(failing, size, allFailing, all, mean);
    return Math.min(1, 2 * tail);
  }

  private static double exact(int failing, int size, int allFailing, int all, boolean more) {
    HypergeometricDistribution chance = HypergeometricDistribution.of(all, allFailing, size);
    return more ? chance.survivalProbability(failing - 1) : chance.cumulativeProbability(failing);
  }

  private static double normal(long failing, long size, long allFailing, long all, double mean) {
    double share = (double) allFailing / all;
    double variance = size * share * (1 - share) * ((double) (all - size) / Math.max(1, all - 1));
    double steps = Math.max(0, Math.abs(failing - mean) - 0.5) / Math.sqrt(variance);
    return NORMAL.survivalProbability(steps);
  }
}
