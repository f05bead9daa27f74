package org.braintrustbeam.transforms.compare;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.braintrustbeam.transforms.verdict.Aim;
import org.braintrustbeam.transforms.verdict.Judge;
import org.braintrustbeam.transforms.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a verdict is right, over 1,000 pairs of experiments that are made up with a seed. */
class SimulationTest {
  private static final int RUNS = 1_000;

  /** How a scorer answers, given how good a case's answer is by chance and by the arm. */
  private enum Scorer {
    YES_OR_NO,
    RUBRIC,
    SMOOTH;

    double score(double chance, Random random) {
      return switch (this) {
        case YES_OR_NO -> random.nextDouble() < chance ? 1 : 0;
        case RUBRIC -> Math.round(4 * Math.min(1, Math.max(0, chance + noise(random)))) / 4.0;
        case SMOOTH -> Math.min(1, Math.max(0, chance + noise(random)));
      };
    }

    private static double noise(Random random) {
      return 0.3 * random.nextGaussian();
    }
  }

  private record Plan(Scorer scorer, int cases, int scores, double base, double lift) {}

  private static Outcome outcome(Plan plan, long seed, Aim aim) {
    Random random = new Random(seed);
    TwoExperiments two = new TwoExperiments();
    for (int i = 0; i < plan.cases(); i++) {
      double difficulty = plan.base() + 0.2 * (random.nextDouble() - 0.5);
      for (Arm arm : Arm.values()) {
        Map<String, Double> scores = new TreeMap<>();
        for (int s = 0; s < plan.scores(); s++) {
          double lift = arm == Arm.NEW && s == 0 ? plan.lift() : 0;
          scores.put("score" + s, plan.scorer().score(difficulty + lift, random));
        }
        two.with(arm, "c" + i, scores);
      }
    }
    return Judge.judge(two.compare(), aim, 0, 1).outcome();
  }

  private static long count(Plan plan, Aim aim, Outcome wanted, int runs) {
    long found = 0;
    for (int run = 0; run < runs; run++) {
      found += outcome(plan, 31L * run + 7, aim) == wanted ? 1 : 0;
    }
    return found;
  }

  private static Aim anyScore() {
    return new Aim("goal", null, null, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "YES_OR_NO, 400, 1",
    "YES_OR_NO, 60, 5",
    "YES_OR_NO, 12, 3",
    "RUBRIC, 100, 2",
    "RUBRIC, 8, 3",
    "SMOOTH, 30, 1"
  })
  void callsNoDifferenceImprovedInFivePercentAtMost(Scorer scorer, int cases, int scores) {
    Plan plan = new Plan(scorer, cases, scores, 0.6, 0);

    assertThat(count(plan, anyScore(), Outcome.IMPROVED, RUNS), lessThanOrEqualTo(RUNS / 20L));
  }

  /** Half of all cases by chance: the hardest base that there is. */
  @ParameterizedTest
  @CsvSource({"YES_OR_NO, 0.5", "RUBRIC, 0.5"})
  void findsTenPointsInFourHundredPairsInEightyPercentAtLeast(Scorer scorer, double base) {
    Plan plan = new Plan(scorer, 400, 1, base, 0.1);

    assertThat(
        count(plan, anyScore(), Outcome.IMPROVED, RUNS), greaterThanOrEqualTo(RUNS * 8L / 10));
  }

  @Test
  void findsThemAmongSeveralScoresWhereTheOneIsNamed() {
    Plan plan = new Plan(Scorer.YES_OR_NO, 400, 3, 0.7, 0.1);

    assertThat(
        count(plan, new Aim("goal", "score0", null, 3), Outcome.IMPROVED, RUNS / 5),
        greaterThanOrEqualTo(RUNS * 8L / 50));
  }

  /** Of a scorer that is not broken nobody is told that it is. */
  @Test
  void findsNoStuckScorerInCleanData() {
    long found = 0;
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(run);
      TwoExperiments two = new TwoExperiments();
      for (int i = 0; i < 30; i++) {
        two.pair("c" + i, random.nextDouble() < 0.9 ? 1 : 0, random.nextDouble() < 0.9 ? 1 : 0);
      }
      found += two.compare().scores().get(0).isBroken() ? 1 : 0;
    }

    assertThat(found, is(0L));
  }
}
