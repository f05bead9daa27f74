package org.braintrustbeam.pipelines.evalfacets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.braintrustbeam.pipelines.evalfacets.BaselineDeltas.ScoreDelta;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.verdict.Figures;

/** The differences to a baseline, as lines for people. */
final class BaselineTable {
  private static final String ALL = "all";
  private static final int SCORE_WIDTH = "sentiment_label_correct".length();

  private BaselineTable() {}

  /** What is compared, a heading, and a line for each score; the first line alone without pairs. */
  static List<String> lines(BaselineDeltas deltas) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "against %s: %s in both, %d in this run only, %d in the other only"
            .formatted(
                deltas.baseline().experiment().name(),
                Figures.count(deltas.all().paired(), "case"),
                deltas.all().unmatchedNew(),
                deltas.all().unmatchedBaseline()));
    if (deltas.all().paired() == 0) {
      return lines;
    }
    int width =
        deltas.scores().stream()
            .mapToInt(score -> facet(score).length())
            .reduce("facet".length(), Math::max);
    String form = "%-" + width + "s  %-" + SCORE_WIDTH + "s  %6s  %7s  %16s  %8s  %9s  %9s";
    lines.add(
        line(
            form,
            "facet",
            "score",
            "pairs",
            "delta",
            "95 % interval",
            "improved",
            "regressed",
            "unmatched"));
    deltas.scores().forEach(score -> lines.add(line(form, score)));
    return lines;
  }

  private static String facet(ScoreDelta score) {
    return score.facet() == null ? ALL : score.facet();
  }

  private static String line(String form, ScoreDelta delta) {
    ScoreComparison score = delta.score();
    return line(
        form,
        facet(delta),
        score.name(),
        score.pairs(),
        Figures.delta(score.delta()),
        Figures.interval(score.interval()),
        score.better(),
        score.worse(),
        delta.unmatched());
  }

  private static String line(String form, Object... cells) {
    return String.format(Locale.ROOT, form, cells);
  }
}
