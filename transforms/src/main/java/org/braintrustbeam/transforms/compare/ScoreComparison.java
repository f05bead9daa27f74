package org.braintrustbeam.transforms.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about one score.
 *
 * @param name of the score
 * @param fresh in the new experiment
 * @param baseline in the baseline
 * @param pairs cases that have it in both
 * @param delta mean of the pairs' differences, new less baseline; null without a pair
 * @param interval where its true value lies with 95 % confidence; null without a pair
 * @param pValue how likely so large a difference is if there is none; 1 without a pair
 * @param adjustedPValue the same, corrected for all scores that are looked at
 * @param worse pairs that went down
 * @param better pairs that went up
 * @param losses the largest drops, {@value ScoreTally#KEPT} at most
 * @param gains the largest rises, as many at most
 * @param issues what may be wrong with the scorer
 */
public record ScoreComparison(
    String name,
    Side fresh,
    Side baseline,
    long pairs,
    @Nullable Double delta,
    @Nullable DeltaInterval interval,
    double pValue,
    double adjustedPValue,
    long worse,
    long better,
    List<CaseDelta> losses,
    List<CaseDelta> gains,
    List<ScorerIssue> issues) {
  /** A difference counts that would show up in less than one of twenty comparisons by chance. */
  public static final double LEVEL = 0.05;

  /**
   * The score in one experiment.
   *
   * @param cases that have it
   * @param trials that have it
   * @param errors trials whose scorer failed
   * @param mean over the cases, trials averaged; null without one
   * @param min the lowest case; null without one
   * @param unmatched cases that have it, and have no partner with it in the other experiment
   */
  public record Side(
      long cases,
      long trials,
      long errors,
      @Nullable Double mean,
      @Nullable Double min,
      long unmatched) {
    static Side of(ArmScores scores, long pairs) {
      Double min = scores.cases() == 0 ? null : Double.valueOf(scores.least());
      return new Side(
          scores.cases(),
          scores.trials(),
          scores.errors(),
          scores.mean(),
          min,
          scores.cases() - pairs);
    }
  }

  /** Copies the lists. */
  public ScoreComparison {
    losses = List.copyOf(losses);
    gains = List.copyOf(gains);
    issues = List.copyOf(issues);
  }

  /** Whether it rose, by more than chance explains among all scores. */
  public boolean isBetter() {
    return isAbove(0) && adjustedPValue <= LEVEL;
  }

  /** Whether it fell, by more than chance explains among all scores. */
  public boolean isWorse() {
    DeltaInterval where = interval;
    return where != null && where.upper() < 0 && adjustedPValue <= LEVEL;
  }

  /** As {@link #isBetter} where this is the one score that was asked about beforehand. */
  public boolean isBetterByItself() {
    return isAbove(0) && pValue <= LEVEL;
  }

  private boolean isAbove(double bound) {
    DeltaInterval where = interval;
    return where != null && where.lower() > bound;
  }

  /** Whether no verdict can be built on it. */
  public boolean isBroken() {
    return issues.stream().anyMatch(ScorerIssue::isGrave);
  }
}
