package org.braintrustbeam.transforms.eval.total;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvalTotalsTest {
  private static final double DIGITS = 1e-4;

  /** A line; the scores in their order, "-" for one that does not apply. */
  private static CaseLine line(String facet, String id, long trial, String scores) {
    return line(facet, id, trial, scores, "null", "null");
  }

  private static CaseLine line(
      String facet, String id, long trial, String scores, String error, String judgeError) {
    String[] values = scores.replace("-", "null").split(" ", -1);
    return CaseLine.of(
        RawJson.of(
            """
            {"id":"%s","facet_name":"%s","trial":%d,"error":%s,"judge_error":%s,"judge_asked":%s,
             "scores":{"binary_decision_match":%s,"positive_recall":%s,"negative_specificity":%s,
             "sentiment_label_correct":%s,"Factuality":%s},"unparsed_sentiment":false,
             "none_rules_disagree":true,"prompt_tokens":10,"completion_tokens":2,"url":null}"""
                .formatted(
                    id,
                    facet,
                    trial,
                    error,
                    judgeError,
                    error.equals("null"),
                    values[0],
                    values[1],
                    values[2],
                    values[3],
                    values[4])));
  }

  private static EvalTotals totals(CaseLine... lines) {
    EvalTotals totals = new EvalTotals();
    for (CaseLine line : lines) {
      totals.add(line);
    }
    return totals;
  }

  private static @Nullable Double mean(GroupTotal group, ScoreName name) {
    return group.score(name).mean();
  }

  @Test
  void countsTheFourOutcomes() {
    GroupTotal all =
        totals(
                line("issues", "a", 0, "1 1 - - 1"),
                line("issues", "b", 0, "1 1 - - 0.6"),
                line("issues", "c", 0, "0 0 - - 0"),
                line("issues", "d", 0, "0 - 0 - 0"),
                line("issues", "e", 0, "1 - 1 - 1"))
            .overall();

    assertThat(all.truePositive(), is(2L));
    assertThat(all.falseNegative(), is(1L));
    assertThat(all.falsePositive(), is(1L));
    assertThat(all.trueNegative(), is(1L));
    assertThat(all.precision(), is(2.0 / 3));
    assertThat(all.recall(), is(2.0 / 3));
    assertThat(all.f1(), is(4.0 / 6));
    assertThat(mean(all, ScoreName.BINARY_DECISION_MATCH), is(0.6));
    assertThat(mean(all, ScoreName.POSITIVE_RECALL), is(2.0 / 3));
    assertThat(mean(all, ScoreName.NEGATIVE_SPECIFICITY), is(0.5));
    assertThat(mean(all, ScoreName.SENTIMENT_LABEL_CORRECT), is(nullValue()));
  }

  /** Eight of ten are 0.4902 to 0.9433 by Wilson's formula; F1 is 2s / (1 + s) of that share s. */
  @Test
  void whatComesOfTheFourOutcomesHasIntervalsToo() {
    EvalTotals totals = new EvalTotals();
    for (int i = 0; i < 10; i++) {
      totals.add(line("issues", "r" + i, 0, i < 8 ? "1 1 - - 1" : "0 - 0 - 0"));
    }
    GroupTotal all = totals.overall();

    assertThat(
        ends(all.precisionInterval()), contains(closeTo(0.4902, DIGITS), closeTo(0.9433, DIGITS)));
    assertThat(ends(all.recallInterval()), contains(closeTo(0.6756, DIGITS), closeTo(1, DIGITS)));
    assertThat(ends(all.f1Interval()), contains(closeTo(0.6579, DIGITS), closeTo(0.9708, DIGITS)));
    assertThat(ends(new GroupTotal().precisionInterval()), is(List.of()));
    assertThat(ends(new GroupTotal().recallInterval()), is(List.of()));
    assertThat(ends(new GroupTotal().f1Interval()), is(List.of()));
  }

  private static List<Double> ends(@Nullable Interval95 interval) {
    return interval == null ? List.of() : List.of(interval.low(), interval.high());
  }

  @Test
  void errorsAreCountedAndInNoMean() {
    EvalTotals totals =
        totals(
            line("issues", "a", 0, "1 1 - - 1"),
            line("issues", "b", 0, "- - - - -", "\"no answer\"", "null"),
            line("issues", "c", 0, "1 1 - - -", "null", "\"no verdict\""));
    GroupTotal all = totals.overall();

    assertThat(all.completed(), is(2L));
    assertThat(all.errored(), is(1L));
    assertThat(mean(all, ScoreName.BINARY_DECISION_MATCH), is(1.0));
    assertThat(mean(all, ScoreName.FACTUALITY), is(1.0));
    ScoreTotal facts = all.score(ScoreName.FACTUALITY);
    assertThat(facts.errored(), is(2L));
    assertThat(facts.scored(), is(1L));
    ScoreTotal labels = all.score(ScoreName.SENTIMENT_LABEL_CORRECT);
    assertThat(labels.notApplicable(), is(2L));
    assertThat(labels.errored(), is(1L));
    assertThat(totals.judgeCompleted(), is(1L));
    assertThat(totals.judgeErrored(), is(1L));
    assertThat(totals.disagreements(), is(3L));
  }

  @Test
  void aFacetThatAlwaysFailsHasNoMean() {
    GroupTotal broken =
        totals(line("broken", "a", 0, "- - - - -", "\"x\"", "null")).facets().get("broken");

    assertThat(broken == null ? "" : broken.scores().get(0).mean(), is(nullValue()));
    assertThat(broken == null ? "" : broken.scores().get(0).interval(), is(nullValue()));
    assertThat(broken == null ? "" : broken.precision(), is(nullValue()));
    assertThat(broken == null ? "" : broken.f1(), is(nullValue()));
  }

  @Test
  void rowsAreCountedOnceWhateverTheTrials() {
    EvalTotals totals =
        totals(
            line("a", "1", 0, "1 1 - - 1"),
            line("a", "1", 1, "0 0 - - 0"),
            line("b", "1", 0, "1 1 - - 1"));

    assertThat(totals.rows(), is(2L));
    assertThat(totals.overall().cases(), is(3L));
    assertThat(totals.facets().keySet(), contains("a", "b"));
    assertThat(totals.promptTokens(), is(30L));
    assertThat(totals.completionTokens(), is(6L));
  }

  @Test
  void theTenWorstComeWorstFirstAndErrorsAreNotAmongThem() {
    EvalTotals totals = new EvalTotals();
    for (int i = 10; i < 30; i++) {
      totals.add(line("f", "r" + i, 0, i % 2 == 0 ? "1 1 - - 0.4" : "1 1 - - 1"));
    }
    totals.add(line("f", "s", 0, "0 0 - - 0"));
    totals.add(line("f", "t", 0, "- - - - -", "\"x\"", "null"));

    assertThat(
        totals.worst().stream().map(CaseLine::id).toList(),
        contains("s", "r10", "r12", "r14", "r16", "r18", "r20", "r22", "r24", "r26"));
  }

  /** Wilson's and Student's, by the formulas, with z = 1.959964 and t(4) = 2.776445. */
  @Test
  void intervalsAreThoseOfTheBooks() {
    ScoreTotal share = new ScoreTotal(ScoreName.BINARY_DECISION_MATCH);
    for (int i = 0; i < 10; i++) {
      share.startRow();
      share.add(i < 8 ? 1 : 0);
    }
    ScoreTotal facts = new ScoreTotal(ScoreName.FACTUALITY);
    for (double score : new double[] {0.4, 0.6, 0.6, 0.4, 0.6}) {
      facts.startRow();
      facts.add(score);
    }

    Interval95 wilson = share.interval();
    Interval95 student = facts.interval();
    assertThat(wilson == null ? 0 : wilson.low(), is(closeTo(0.4902, DIGITS)));
    assertThat(wilson == null ? 0 : wilson.high(), is(closeTo(0.9433, DIGITS)));
    assertThat(student == null ? 0 : student.low(), is(closeTo(0.3840, DIGITS)));
    assertThat(student == null ? 0 : student.high(), is(closeTo(0.6560, DIGITS)));
  }

  /** Two trials that say the same are one row, with all that comes of the four outcomes. */
  @Test
  void trialsThatAgreeMakeNoIntervalNarrower() {
    List<String> outcomes = List.of("1 1 - - 1", "0 0 - - 0", "0 - 0 1 0.4", "1 - 1 - 0.6");
    EvalTotals once = new EvalTotals();
    EvalTotals thrice = new EvalTotals();
    for (int i = 0; i < 12; i++) {
      String scores = outcomes.get(i % 5 % 4);
      once.add(line("issues", "r" + i, 0, scores));
      for (int trial = 0; trial < 3; trial++) {
        thrice.add(line("issues", "r" + i, trial, scores));
      }
    }

    List<Double> expected = intervals(once.overall());
    List<Double> found = intervals(thrice.overall());
    assertThat(expected.size(), is(16));
    assertThat(found.size(), is(16));
    for (int i = 0; i < 16; i++) {
      assertThat(found.get(i), is(closeTo(expected.get(i), 1e-9)));
    }
    assertThat(intervals(once.facets().getOrDefault("issues", new GroupTotal())), is(expected));
  }

  private static List<Double> intervals(GroupTotal group) {
    List<Double> all = new ArrayList<>();
    group.scores().forEach(score -> all.addAll(ends(score.interval())));
    all.addAll(ends(group.precisionInterval()));
    all.addAll(ends(group.recallInterval()));
    all.addAll(ends(group.f1Interval()));
    return all;
  }

  /** Trials of a row that differ as those of different rows do count like rows. */
  @Test
  void trialsThatKnowNothingOfEachOtherCountLikeRows() {
    ScoreTotal trials = new ScoreTotal(ScoreName.BINARY_DECISION_MATCH);
    ScoreTotal rows = new ScoreTotal(ScoreName.BINARY_DECISION_MATCH);
    for (int first = 0; first < 2; first++) {
      for (int second = 0; second < 2; second++) {
        trials.startRow();
        trials.add(first);
        trials.add(second);
        rows.startRow();
        rows.add(first);
        rows.startRow();
        rows.add(second);
      }
    }

    assertThat(ends(trials.interval()), is(ends(rows.interval())));
  }

  /** By hand: rows of 1, 2 and 3 trials; mean 4/6, spread 2/9, t(2) = 4.302653. */
  @Test
  void rowsWithMoreTrialsCountForMore() {
    ScoreTotal facts = new ScoreTotal(ScoreName.FACTUALITY);
    double[][] rows = {{1}, {1, 0}, {1, 0.6, 0.4}};
    for (double[] row : rows) {
      facts.startRow();
      for (double score : row) {
        facts.add(score);
      }
    }

    assertThat(facts.mean(), is(closeTo(4.0 / 6, DIGITS)));
    assertThat(ends(facts.interval()), contains(closeTo(0.2526, DIGITS), closeTo(1, DIGITS)));
  }

  @Test
  void aRowWithTrialsThatDifferIsStillOneRow() {
    ScoreTotal facts = new ScoreTotal(ScoreName.FACTUALITY);
    facts.startRow();
    facts.add(0.6);
    facts.add(1);

    assertThat(facts.interval(), is(nullValue()));
  }

  @Test
  void oneScoreOfManyValuesHasNoInterval() {
    ScoreTotal facts = new ScoreTotal(ScoreName.FACTUALITY);
    facts.add(0.6);

    assertThat(facts.interval(), is(nullValue()));
    assertThat(facts.mean(), is(0.6));
  }

  @Property
  void aMeanIsInItsIntervalAndEachScoreInABin(
      @ForAll @Size(min = 2, max = 60) List<@DoubleRange(min = 0, max = 1) Double> scores) {
    ScoreTotal total = new ScoreTotal(ScoreName.FACTUALITY);
    for (double score : scores) {
      total.startRow();
      total.add(score);
    }

    Interval95 interval = total.interval();
    Double mean = total.mean();
    assertThat(interval != null && mean != null && interval.low() <= mean + 1e-9, is(true));
    assertThat(interval != null && mean != null && interval.high() >= mean - 1e-9, is(true));
    assertThat(LongStream.of(total.histogram()).sum(), is((long) scores.size()));
  }

  @Test
  void binsAreTenthsAndTheLastOneIsClosed() {
    ScoreTotal total = new ScoreTotal(ScoreName.FACTUALITY);
    for (double score : new double[] {0, 0.05, 0.1, 0.4, 0.6, 0.99, 1}) {
      total.add(score);
    }

    assertThat(total.histogram(), is(new long[] {2, 1, 0, 0, 1, 0, 1, 0, 0, 2}));
  }
}
