package org.braintrustbeam.transforms.compare;

import static org.braintrustbeam.transforms.compare.Arm.BASELINE;
import static org.braintrustbeam.transforms.compare.Arm.NEW;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.transforms.compare.ScorerIssue.Kind;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static ScoreComparison only(TwoExperiments two) {
    List<ScoreComparison> scores = two.compare().scores();
    assertThat(scores, hasSize(1));
    return scores.get(0);
  }

  @Test
  void averagesTheTrialsOfACaseFirst() {
    ScoreComparison score =
        only(
            new TwoExperiments()
                .with(NEW, "a", Map.of("S", 1.0))
                .with(NEW, "a", Map.of("S", 0.0))
                .with(NEW, "a", Map.of("S", 1.0))
                .with(BASELINE, "a", Map.of("S", 0.5))
                .with(NEW, "b", Map.of("S", 0.25))
                .with(BASELINE, "b", Map.of("S", 0.5)));

    assertThat(score.fresh().cases(), is(2L));
    assertThat(score.fresh().trials(), is(4L));
    assertThat(score.fresh().mean(), is(closeTo(11 / 24.0, 1e-12)));
    assertThat(score.fresh().min(), is(0.25));
    assertThat(score.pairs(), is(2L));
    assertThat(score.delta(), is(closeTo(-1 / 24.0, 1e-11)));
    assertThat(score.worse(), is(1L));
    assertThat(score.better(), is(1L));
  }

  @Test
  void countsWhatHasNoPartner() {
    Comparison comparison =
        new TwoExperiments()
            .pair("a", 1, 0)
            .with(NEW, "b", Map.of("Quality", 1.0))
            .with(NEW, "c", Map.of("Quality", 1.0))
            .with(BASELINE, "d", Map.of("Quality", 0.0))
            .with(NEW, "e", Map.of())
            .with(BASELINE, "e", Map.of("Quality", 0.0))
            .compare();
    ScoreComparison score = comparison.scores().get(0);

    assertThat(comparison.paired(), is(2L));
    assertThat(comparison.unmatchedNew(), is(2L));
    assertThat(comparison.unmatchedBaseline(), is(1L));
    assertThat(score.fresh().unmatched(), is(2L));
    assertThat(score.baseline().unmatched(), is(2L));
    assertThat(score.delta(), is(1.0));
  }

  @Test
  void leavesOutAScoreThatDoesNotApply() {
    ScoreComparison score =
        only(
            new TwoExperiments()
                .with(NEW, "a", Map.of("S", Double.NaN))
                .with(BASELINE, "a", Map.of("S", 1.0)));

    assertThat(score.fresh().cases(), is(0L));
    assertThat(score.fresh().mean(), nullValue());
    assertThat(score.delta(), nullValue());
    assertThat(score.interval(), nullValue());
  }

  @Test
  void listsTheLargestChangesFirstAndNoMoreThanWanted() {
    TwoExperiments two = new TwoExperiments();
    for (int i = 0; i <= 40; i++) {
      two.pair("c" + i, i / 40.0, 0.5);
    }
    Comparison comparison = two.compare();

    assertThat(
        comparison.losses(3).stream().map(change -> change.change().delta()).toList(),
        contains(-0.5, -0.475, -0.45));
    assertThat(comparison.losses(3).get(0).change().freshTrace().traceId(), is("new-c0-0"));
    assertThat(comparison.gains(1).get(0).change().delta(), is(0.5));
    assertThat(comparison.gains(100), hasSize(ScoreTally.KEPT));
    assertThat(comparison.lossCount(), is(20L));
  }

  @Test
  void findsAScorerThatIsStuckInTheNewExperiment() {
    ScoreComparison score = only(new TwoExperiments().pairs(15, 1, 0).pairs(15, 1, 1));

    assertThat(score.issues(), contains(new ScorerIssue(Kind.STUCK_AT_1, NEW, 30)));
    assertThat(score.isBroken(), is(true));
  }

  @Test
  void findsAScorerThatSaysZeroInBoth() {
    ScoreComparison score = only(new TwoExperiments().pairs(20, 0, 0));

    assertThat(
        score.issues(),
        contains(
            new ScorerIssue(Kind.STUCK_AT_0, NEW, 20),
            new ScorerIssue(Kind.STUCK_AT_0, BASELINE, 20)));
  }

  @Test
  void takesAllOnesInBothForARuleThatIsKept() {
    ScoreComparison score = only(new TwoExperiments().pairs(50, 1, 1));

    assertThat(score.issues(), contains(new ScorerIssue(Kind.SATURATED, NEW, 50)));
    assertThat(score.isBroken(), is(false));
  }

  @Test
  void takesAFallFromAllOnesForAFall() {
    ScoreComparison score = only(new TwoExperiments().pairs(40, 1, 1).pairs(20, 0, 1));

    assertThat(score.issues(), contains(new ScorerIssue(Kind.STUCK_AT_1, BASELINE, 60)));
    assertThat(score.isBroken(), is(false));
    assertThat(score.isWorse(), is(true));
  }

  @Test
  void takesNoFewEqualScoresForAStuckScorer() {
    assertThat(only(new TwoExperiments().pairs(5, 1, 0).pairs(4, 1, 1)).issues(), empty());
  }

  @Test
  void findsAScorerThatIsMissingAddedOrFailing() {
    Comparison comparison =
        new TwoExperiments()
            .with(NEW, "a", Map.of("Added", 1.0), Set.of("Failing"), false)
            .with(BASELINE, "a", Map.of("Missing", 1.0))
            .compare();

    assertThat(
        comparison.scores().stream().map(score -> score.issues().get(0).kind()).toList(),
        contains(Kind.ADDED, Kind.ERRORS, Kind.MISSING));
    assertThat(comparison.fresh().scorerErrors(), is(1L));
  }

  @Test
  void saysNothingOfScorersWhereAnExperimentIsEmpty() {
    ScoreComparison score = only(new TwoExperiments().with(BASELINE, "a", Map.of("S", 1.0)));

    assertThat(score.issues(), empty());
  }
}
