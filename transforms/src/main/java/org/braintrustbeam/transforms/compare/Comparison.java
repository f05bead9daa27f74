package org.braintrustbeam.transforms.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.statistics.Holm;
import org.jspecify.annotations.Nullable;

/**
 * Two experiments compared.
 *
 * @param fresh the cases of the new one
 * @param baseline those of the baseline; none if there is no baseline
 * @param paired cases that are in both
 * @param scores by name
 */
public record Comparison(
    ArmCases fresh, ArmCases baseline, long paired, List<ScoreComparison> scores) {

  /**
   * One score of one case that changed.
   *
   * @param score its name
   * @param change how
   */
  public record Change(String score, CaseDelta change) {}

  /** Copies the scores. */
  public Comparison {
    scores = List.copyOf(scores);
  }

  /** What follows from a tally. */
  public static Comparison of(ComparisonTally tally) {
    List<Double> pValues =
        tally.scores().values().stream()
            .filter(score -> score.pairs() > 0)
            .map(Comparison::pValue)
            .toList();
    double[] adjusted = Holm.correct(pValues);
    List<ScoreComparison> scores = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, ScoreTally> score : tally.scores().entrySet()) {
      boolean tested = score.getValue().pairs() > 0;
      double pValue = tested ? pValues.get(at) : 1;
      scores.add(compared(score.getKey(), tally, pValue, tested ? adjusted[at] : 1));
      at += tested ? 1 : 0;
    }
    return new Comparison(tally.fresh(), tally.baseline(), tally.paired(), scores);
  }

  private static double pValue(ScoreTally score) {
    SortedMap<Double, Long> sizes = score.magnitudes().counts();
    return SignFlips.pValue(score.sum().doubleValue(), score.squares().doubleValue(), sizes);
  }

  private static ScoreComparison compared(
      String name, ComparisonTally tally, double pValue, double adjusted) {
    ScoreTally score = tally.scores().getOrDefault(name, ScoreTally.NONE);
    long pairs = score.pairs();
    double sum = score.sum().doubleValue();
    return new ScoreComparison(
        name,
        ScoreComparison.Side.of(score.fresh(), pairs),
        ScoreComparison.Side.of(score.baseline(), pairs),
        pairs,
        pairs == 0 ? null : Double.valueOf(sum / pairs),
        pairs == 0 ? null : DeltaInterval.of(pairs, sum, score.squares().doubleValue()),
        pValue,
        adjusted,
        score.worse(),
        score.better(),
        score.losses(),
        score.gains(),
        ScorerHealth.of(score, tally.fresh().cases() > 0, tally.baseline().cases() > 0));
  }

  /** The score of this name; null if neither experiment has it. */
  public @Nullable ScoreComparison score(String name) {
    return scores.stream().filter(score -> score.name().equals(name)).findFirst().orElse(null);
  }

  /** The largest drops of single cases over all scores, so many at most. */
  public List<Change> losses(int most) {
    return changes(ScoreComparison::losses, Comparator.naturalOrder(), most);
  }

  /** The largest rises. */
  public List<Change> gains(int most) {
    return changes(ScoreComparison::gains, CaseDelta.BEST_FIRST, most);
  }

  private List<Change> changes(
      Function<ScoreComparison, List<CaseDelta>> which, Comparator<CaseDelta> order, int most) {
    Stream<Change> all =
        scores.stream()
            .flatMap(score -> which.apply(score).stream().map(c -> new Change(score.name(), c)));
    return all.sorted(Comparator.comparing(Change::change, order).thenComparing(Change::score))
        .limit(most)
        .toList();
  }

  /** How many scores of cases went down, over all scores. */
  public long lossCount() {
    return scores.stream().mapToLong(ScoreComparison::worse).sum();
  }

  /** How many went up. */
  public long gainCount() {
    return scores.stream().mapToLong(ScoreComparison::better).sum();
  }

  /** Cases of the new experiment that the baseline does not have. */
  public long unmatchedNew() {
    return fresh.cases() - paired;
  }

  /** Cases of the baseline that the new experiment does not have. */
  public long unmatchedBaseline() {
    return baseline.cases() - paired;
  }

  /** Whether anything failed in either experiment. */
  public boolean hasErrors() {
    return fresh.errors() + baseline.errors() > 0;
  }
}
