package org.braintrustbeam.pipelines.discover;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.discover.stats.Change;
import org.braintrustbeam.transforms.discover.stats.ChangePoint;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.CohortFindings;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.stats.Uncovered;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.jspecify.annotations.Nullable;

/**
 * All that was found out; text, JSON and any other form are made of this.
 *
 * @param subject of what
 * @param found the window and what its spans have
 * @param plan what was tallied
 * @param table the tallies
 * @param unreadable rows that could not be read, and are in no tally
 * @param significance the chance of any wrong finding that is borne
 * @param cohorts all that were looked at, the most certain first
 * @param changes all that were looked at
 * @param points of each share of failures the hours that are most unlike all others
 * @param compared cohorts that were held against the dataset
 * @param uncovered those of them that it lacks
 */
record Findings(
    Subject subject,
    FindSchema.Found found,
    TallyPlan plan,
    TallyTable table,
    long unreadable,
    double significance,
    List<CohortFinding> cohorts,
    List<Change> changes,
    List<ChangePoint> points,
    List<Cohort> compared,
    List<Uncovered> uncovered) {
  /** More failure modes nobody reads; how many there are is told. */
  static final int MOST_SHOWN = 20;

  /** What was looked at; the dataset is null without one. */
  record Subject(String projectId, String project, @Nullable NamedObject dataset) {}

  static Findings of(
      Subject subject,
      FindSchema.Found found,
      TallyPlan plan,
      TallyTable table,
      long unreadable,
      double significance) {
    boolean hasDataset = subject.dataset() != null;
    return new Findings(
        subject,
        found,
        plan,
        table,
        unreadable,
        significance,
        CohortFindings.of(table, significance),
        Change.of(table, significance),
        ChangePoint.of(table, significance),
        hasDataset ? Uncovered.compared(table) : List.of(),
        hasDataset ? Uncovered.of(table) : List.of());
  }

  /** The traces of a window. */
  Rate traces(Part part) {
    return rate(table.total(part, Figure.TRACES));
  }

  /** The spans of a window; those with an error fail. */
  Rate spans(Part part) {
    return rate(table.total(part, Figure.SPANS));
  }

  static Rate rate(Amounts amounts) {
    return new Rate(amounts.count(), amounts.failing());
  }

  /** Cohorts of a verdict. */
  List<CohortFinding> cohorts(Verdict verdict) {
    return cohorts.stream().filter(cohort -> cohort.verdict() == verdict).toList();
  }

  /** Changes that are certain. */
  List<Change> certainChanges() {
    return changes.stream().filter(Change::certain).toList();
  }

  /** Change points that are certain. */
  List<ChangePoint> certainPoints() {
    return points.stream().filter(ChangePoint::certain).toList();
  }

  /** How many traces each gap has. */
  Map<Gap, Long> gaps() {
    Map<Gap, Long> gaps = new EnumMap<>(Gap.class);
    for (Gap gap : Gap.values()) {
      gaps.put(gap, table.get(TallyKey.now(Figure.GAP, gap.word(), "")).count());
    }
    return gaps;
  }

  /** Scores that the window before had, and this one has not. */
  List<String> stoppedScores() {
    return table.of(Part.BEFORE, Figure.SCORE).keySet().stream()
        .map(TallyKey::name)
        .filter(name -> table.get(TallyKey.now(Figure.SCORE, name, "")).count() == 0)
        .toList();
  }
}
