package org.braintrustbeam.transforms.verdict;

import static org.braintrustbeam.transforms.compare.Arm.BASELINE;
import static org.braintrustbeam.transforms.compare.Arm.NEW;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.compare.TwoExperiments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
  private static final Aim ANY = new Aim("goal", null, null, 3);

  private static Aim aim(String score, @Nullable Double minDelta) {
    return new Aim("goal", score, minDelta, 3);
  }

  private static TwoExperiments better() {
    return new TwoExperiments().pairs(50, 0.5, 0.5).pairs(40, 1, 0.5).pairs(20, 0, 0.5);
  }

  private static TwoExperiments same() {
    return new TwoExperiments().pairs(80, 0.5, 0.5).pairs(20, 1, 0.5).pairs(20, 0, 0.5);
  }

  private static TwoExperiments worse() {
    return new TwoExperiments().pairs(90, 0.5, 0.5).pairs(30, 0, 0.5);
  }

  private static TwoExperiments muchWorse() {
    return new TwoExperiments().pairs(60, 0, 1).pairs(40, 1, 1).pairs(20, 0, 0);
  }

  private static TwoExperiments failing(TwoExperiments two) {
    return two.with(NEW, "failing", Map.of(), Set.of(), true);
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        Arguments.of("better", better(), ANY, 0, Route.IMPROVED, Severity.INFO, false),
        Arguments.of("same", same(), ANY, 0, Route.HEALTHY, Severity.INFO, false),
        Arguments.of("worse", worse(), ANY, 0, Route.REGRESSION, Severity.CRITICAL, true),
        Arguments.of(
            "wanted", better(), aim("Quality", null), 0, Route.IMPROVED, Severity.INFO, false),
        Arguments.of(
            "enough", better(), aim("Quality", 0.05), 0, Route.IMPROVED, Severity.INFO, false),
        Arguments.of(
            "too little", better(), aim("Quality", 0.5), 0, Route.UNMOVED, Severity.WARNING, false),
        Arguments.of(
            "unmoved", same(), aim("Quality", null), 0, Route.UNMOVED, Severity.WARNING, false),
        Arguments.of(
            "no such score",
            better(),
            aim("Else", null),
            0,
            Route.UNMEASURED,
            Severity.WARNING,
            false),
        Arguments.of("unreadable row", better(), ANY, 1, Route.ERRORS, Severity.WARNING, false),
        Arguments.of(
            "failing case", failing(better()), ANY, 0, Route.ERRORS, Severity.WARNING, false),
        Arguments.of(
            "failing in the baseline",
            better().with(BASELINE, "f", Map.of(), Set.of(), true),
            ANY,
            0,
            Route.ERRORS,
            Severity.WARNING,
            false),
        Arguments.of(
            "failing scorer",
            better().with(NEW, "f", Map.of(), Set.of("Quality"), false),
            ANY,
            0,
            Route.MEASUREMENT,
            Severity.WARNING,
            false),
        Arguments.of(
            "a broken scorer before the fall of another",
            worse().with(NEW, "f", Map.of(), Set.of("Other"), false),
            ANY,
            0,
            Route.MEASUREMENT,
            Severity.CRITICAL,
            true),
        Arguments.of(
            "stuck",
            new TwoExperiments().pairs(30, 1, 1).pairs(30, 1, 0),
            ANY,
            0,
            Route.MEASUREMENT,
            Severity.WARNING,
            false),
        Arguments.of(
            "no baseline",
            new TwoExperiments().with(NEW, "a", Map.of("S", 1.0)),
            ANY,
            0,
            Route.NO_BASELINE,
            Severity.WARNING,
            false),
        Arguments.of(
            "no cases",
            new TwoExperiments().with(BASELINE, "a", Map.of("S", 1.0)),
            ANY,
            0,
            Route.NO_CASES,
            Severity.WARNING,
            false),
        Arguments.of(
            "other cases",
            new TwoExperiments()
                .with(NEW, "a", Map.of("S", 1.0))
                .with(BASELINE, "b", Map.of("S", 1.0)),
            ANY,
            0,
            Route.NO_PAIRS,
            Severity.WARNING,
            false),
        Arguments.of(
            "nothing", new TwoExperiments(), ANY, 0, Route.NO_CASES, Severity.WARNING, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verdicts")
  void restsOnTheMostPressingConcern(
      String name,
      TwoExperiments two,
      Aim aim,
      int unreadable,
      Route route,
      Severity severity,
      boolean blocking) {
    Judgement judged = Judge.judge(two.compare(), aim, unreadable, 1);

    assertThat(name + ": " + judged.summary(), judged.route(), is(route));
    assertThat(judged.outcome(), is(route.outcome()));
    assertThat(judged.severity(), is(severity));
    assertThat(judged.blocking(), is(blocking));
    assertThat(judged.nextSteps().isEmpty(), is(false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verdicts")
  void isNeverImprovedWhereAnythingFailed(
      String name, TwoExperiments two, Aim aim, int unreadable) {
    Comparison comparison = failing(two).compare();

    assertThat(
        name, Judge.judge(comparison, aim, unreadable, 1).outcome(), is(not(Outcome.IMPROVED)));
  }

  @Test
  void blocksAReleaseForADropAndTakesALargeOneBack() {
    assertThat(intents(worse()), contains(Intent.BLOCK_RELEASE, Intent.INVESTIGATE));
    assertThat(intents(muchWorse()), contains(Intent.ROLLBACK, Intent.INVESTIGATE));
    assertThat(intents(better()), contains(Intent.REVIEW_CHANGE, Intent.INVESTIGATE));
    assertThat(intents(same()), contains(Intent.NO_ACTION));
  }

  private static Iterable<Intent> intents(TwoExperiments two) {
    return Judge.judge(two.compare(), ANY, 0, 1).nextSteps().stream()
        .map(NextStep::intent)
        .toList();
  }

  @Test
  void stopsAfterTheLastLoop() {
    Comparison comparison = worse().compare();

    assertThat(Judge.judge(comparison, ANY, 0, 2).outcome(), is(Outcome.NEEDS_WORK));
    Judgement third = Judge.judge(comparison, ANY, 0, 3);
    assertThat(third.outcome(), is(Outcome.NO_CONVERGENCE));
    assertThat(third.loopDecision(), is("no-convergence"));
    assertThat(third.blocking(), is(true));
    assertThat(third.nextSteps().get(0).intent(), is(Intent.NOTIFY));
    assertThat(Judge.judge(same().compare(), ANY, 0, 3).outcome(), is(Outcome.HEALTHY));
  }

  @Test
  void isSureByTheNumberOfPairs() {
    assertThat(confidence(new TwoExperiments().pairs(10, 1, 0.5)), is(Confidence.LOW));
    assertThat(confidence(new TwoExperiments().pairs(50, 0.5, 0.5)), is(Confidence.MEDIUM));
    assertThat(confidence(same()), is(Confidence.HIGH));
    assertThat(confidence(failing(same())), is(Confidence.MEDIUM));
    TwoExperiments apart = same();
    for (int i = 0; i < 60; i++) {
      apart.with(NEW, "only" + i, Map.of("Quality", 1.0));
    }
    assertThat(confidence(apart), is(Confidence.MEDIUM));
  }

  private static Confidence confidence(TwoExperiments two) {
    return Judge.judge(two.compare(), ANY, 0, 1).confidence();
  }

  /** A scorer that says nothing of the cases that became worse shows those alone that rose. */
  @Test
  void isLessSureWhereAScoreIsMissingInOneExperiment() {
    TwoExperiments two = better();
    for (int i = 0; i < 200; i++) {
      two.with(NEW, "silent" + i, Map.of("Other", 1.0))
          .with(BASELINE, "silent" + i, Map.of("Quality", 1.0, "Other", 1.0));
    }

    Judgement judged = Judge.judge(two.compare(), aim("Quality", null), 0, 1);

    assertThat(judged.confidence(), is(Confidence.LOW));
    assertThat(
        judged.notes(),
        hasItem(
            "'Quality' is in 110 pairs only; 0 of the new experiment and 200 of the baseline have"
                + " it alone"));
    assertThat(judged.notes(), not(hasItem(startsWith("'Other' is in"))));
  }

  /** Of ten scores one rises, and one seems to, which among ten is no wonder. */
  @Test
  void proposesAnImprovementForThoseScoresThatRose() {
    TwoExperiments two = new TwoExperiments();
    for (int i = 0; i < 100; i++) {
      double usual = i < 90 ? 1 : 0;
      Map<String, Double> fresh = new TreeMap<>(Map.of("Rises", usual));
      Map<String, Double> baseline = new TreeMap<>(Map.of("Rises", i < 50 ? 0 : usual));
      fresh.put("Seems", i < 8 ? 1 : 0.5);
      baseline.put("Seems", 0.5);
      for (int s = 0; s < 8; s++) {
        fresh.put("Same" + s, 0.5);
        baseline.put("Same" + s, 0.5);
      }
      two.with(NEW, "c" + i, fresh).with(BASELINE, "c" + i, baseline);
    }
    Comparison comparison = two.compare();

    Judgement judged = Judge.judge(comparison, ANY, 0, 1);

    assertThat(
        comparison.scores().stream().filter(ScoreComparison::isBetterByItself).count(), is(2L));
    assertThat(judged.outcome(), is(Outcome.IMPROVED));
    assertThat(judged.nextSteps().get(0).scores(), contains("Rises"));
  }

  /** Of the score that is known best nobody has to fear that a drop was missed. */
  @Test
  void saysWhatItCouldHaveMissed() {
    TwoExperiments two = same();
    for (int i = 0; i < 12; i++) {
      two.with(NEW, "few" + i, Map.of("Rare", i % 2 == 0 ? 1.0 : 0.0))
          .with(BASELINE, "few" + i, Map.of("Rare", i % 4 < 2 ? 1.0 : 0.0));
    }

    assertThat(
        Judge.judge(two.compare(), ANY, 0, 1).summary(),
        containsString("; of 'Rare' less than about 0.4"));
  }

  @Test
  void saysWhatItFoundWithFigures() {
    Judgement judged = Judge.judge(worse().compare(), ANY, 0, 1);

    assertThat(
        judged.summary(),
        startsWith("Needs work: 'Quality' went from 0.500 to 0.375: -0.125 in 120 pairs (95 %: "));
    assertThat(judged.findings(), hasItem(containsString("p < 0.001")));
  }

  @Test
  void notesCasesThatSayNothing() {
    Judgement judged =
        Judge.judge(same().with(NEW, "only", Map.of("Quality", 1.0)).compare(), ANY, 0, 1);

    assertThat(judged.notes(), hasItem(startsWith("120 cases in both experiments; 1 only")));
  }

  @Test
  void knowsAThingAgainWhateverItsFigures() {
    String today = key(worse(), ANY, "p1");
    String tomorrow = key(muchWorse().pairs(3, 0, 0.25), ANY, "p1");

    assertThat(today, startsWith("bt-flywheel:project:investigate:"));
    assertThat(tomorrow, is(today));
    assertThat(key(worse(), ANY, "p2"), is(not(today)));
    assertThat(key(worse(), new Aim("other goal", null, null, 3), "p1"), is(not(today)));
    assertThat(key(failing(same()), ANY, "p1"), is(not(today)));
  }

  private static String key(TwoExperiments two, Aim aim, String projectId) {
    return Judge.judge(two.compare(), aim, 0, 1).nextSteps().stream()
        .filter(step -> step.intent() == Intent.INVESTIGATE)
        .findFirst()
        .orElseThrow()
        .idempotencyKey("project", projectId, aim);
  }
}
