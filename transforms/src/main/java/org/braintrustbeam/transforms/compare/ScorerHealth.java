package org.braintrustbeam.transforms.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for scorers that are broken by what they said.
 *
 * <p>A scorer is stuck if it says the same of all trials, ten at least, and something else so often
 * in the other experiment that chance would have parted them so in less than one of {@value
 * #CHANCE} cases (Fisher's exact test). Where the other experiment says nothing or the same,
 * {@value #ENOUGH} trials are enough.
 */
final class ScorerHealth {
  private static final int CHANCE = 1_000;
  private static final int ENOUGH = 20;

  private final ArmScores fresh;
  private final ArmScores baseline;
  private final boolean hasBaseline;

  private ScorerHealth(ArmScores fresh, ArmScores baseline, boolean hasBaseline) {
    this.fresh = fresh;
    this.baseline = baseline;
    this.hasBaseline = hasBaseline;
  }

  /**
   * What is wrong with a scorer, the gravest first.
   *
   * @param hasBaseline whether there is anything in the baseline
   * @param hasFresh whether there is anything in the new experiment
   */
  static List<ScorerIssue> of(ScoreTally score, boolean hasFresh, boolean hasBaseline) {
    ScorerHealth health = new ScorerHealth(score.fresh(), score.baseline(), hasBaseline);
    return hasFresh ? health.issues() : List.of();
  }

  private List<ScorerIssue> issues() {
    List<ScorerIssue> issues = new ArrayList<>();
    addPresence(issues);
    addErrors(issues, Arm.NEW, fresh);
    addErrors(issues, Arm.BASELINE, baseline);
    addStuck(issues, Arm.NEW, fresh, baseline);
    addStuck(issues, Arm.BASELINE, baseline, fresh);
    if (fresh.allOne() && fresh.trials() >= ENOUGH && (baseline.allOne() || !hasBaseline)) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.SATURATED, Arm.NEW, fresh.trials()));
    }
    return List.copyOf(issues);
  }

  private void addPresence(List<ScorerIssue> issues) {
    if (fresh.cases() == 0 && baseline.cases() > 0) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.MISSING, Arm.NEW, 0));
    }
    if (hasBaseline && baseline.cases() == 0 && fresh.cases() > 0) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.ADDED, Arm.BASELINE, 0));
    }
  }

  private static void addErrors(List<ScorerIssue> issues, Arm arm, ArmScores scores) {
    if (scores.errors() > 0) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.ERRORS, arm, scores.errors()));
    }
  }

  private static void addStuck(
      List<ScorerIssue> issues, Arm arm, ArmScores scores, ArmScores other) {
    if (scores.allZero() && isSurprising(scores, other.zeros(), other.trials())) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.STUCK_AT_0, arm, scores.trials()));
    }
    boolean alwaysOne = other.trials() == 0 || other.allOne(); // that may well be true
    if (scores.allOne() && !alwaysOne && isSurprising(scores, other.ones(), other.trials())) {
      issues.add(new ScorerIssue(ScorerIssue.Kind.STUCK_AT_1, arm, scores.trials()));
    }
  }

  private static boolean isSurprising(ArmScores scores, long same, long others) {
    if (others == 0 || same == others) {
      return scores.trials() >= ENOUGH;
    }
    return scores.trials() >= ENOUGH / 2
        && chance(scores.trials(), others, others - same) * CHANCE < 1;
  }

  /** That of all trials of both those that differ are among the {@code others}. */
  private static double chance(long trials, long others, long differing) {
    double chance = 1;
    for (long i = 0; i < differing && chance * CHANCE >= 1; i++) {
      chance *= (double) (others - i) / (trials + others - i);
    }
    return chance;
  }
}
