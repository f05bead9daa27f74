package org.braintrustbeam.transforms.compare;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where the true mean of paired differences lies with 95 % confidence.
 *
 * <p>Student's interval of the differences and two made-up pairs: halves of a gain and a loss of
 * one point, and one pair without a difference (Agresti and Min, 2005, for matched proportions).
 * Without them three equal pairs would give an interval of no width. Scores are taken to lie in [0,
 * 1].
 *
 * @param lower at least
 * @param upper at most
 */
public record DeltaInterval(double lower, double upper) {
  private static final double TAIL = 0.025;
  private static final int MADE_UP = 2;

  /**
   * Of so many differences with this sum and sum of squares.
   *
   * @throws IllegalArgumentException without any difference
   */
  static DeltaInterval of(long pairs, double sum, double squares) {
    if (pairs < 1) {
      throw new IllegalArgumentException("an interval needs pairs, got " + pairs);
    }
    double all = (double) (pairs + MADE_UP);
    double mean = sum / all;
    double variance = Math.max(0, (squares + 1 - all * mean * mean) / (all - 1));
    double half =
        TDistribution.of(all - 1).inverseSurvivalProbability(TAIL) * Math.sqrt(variance / all);
    // No mean of differences of scores in [0, 1] is further from zero than one.
    double bound = squares <= pairs ? 1 : Double.MAX_VALUE;
    return new DeltaInterval(Math.max(-bound, mean - half), Math.min(bound, mean + half));
  }

  /** How far from its middle it reaches. */
  public double halfWidth() {
    return (upper - lower) / 2;
  }
}
