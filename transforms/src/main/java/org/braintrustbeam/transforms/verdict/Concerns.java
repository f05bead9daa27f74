package org.braintrustbeam.transforms.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.compare.ScorerIssue;
import org.jspecify.annotations.Nullable;

/** Finds all that stands against a new experiment, the most pressing first. */
final class Concerns {
  /** A drop of so much is critical. */
  private static final double LARGE = 0.1;

  /** So large a part of trials that failed is, too. */
  private static final double MANY = 0.1;

  private final Comparison comparison;
  private final Aim aim;
  private final long unreadable;
  private final List<Concern> found = new ArrayList<>();

  private Concerns(Comparison comparison, Aim aim, long unreadable) {
    this.comparison = comparison;
    this.aim = aim;
    this.unreadable = unreadable;
  }

  /**
   * All of them.
   *
   * @param unreadable rows of either experiment that could not be read
   */
  static List<Concern> of(Comparison comparison, Aim aim, long unreadable) {
    Concerns concerns = new Concerns(comparison, aim, unreadable);
    concerns.lookForData();
    concerns.lookAtScorers();
    concerns.lookForErrors();
    concerns.lookForRegressions();
    concerns.lookForProgress();
    concerns.found.sort(Comparator.comparing(Concern::route));
    return List.copyOf(concerns.found);
  }

  private void add(Route route, String text, List<String> scores) {
    found.add(Concern.warning(route, text, scores));
  }

  private void lookForData() {
    if (comparison.fresh().cases() == 0) {
      add(Route.NO_CASES, "the new experiment has no test case", List.of());
    } else if (comparison.baseline().cases() == 0) {
      add(Route.NO_BASELINE, "there are no test cases to compare it with", List.of());
    } else if (comparison.scores().stream().allMatch(score -> score.pairs() == 0)) {
      add(
          Route.NO_PAIRS,
          "no case has a score in both experiments (%s in both, of %d new and %d of the baseline)"
              .formatted(
                  Figures.count(comparison.paired(), "case"),
                  comparison.fresh().cases(),
                  comparison.baseline().cases()),
          List.of());
    } else {
      lookForTarget();
    }
  }

  private void lookForTarget() {
    String wanted = aim.score();
    ScoreComparison score = wanted == null ? null : comparison.score(wanted);
    if (wanted != null && (score == null || score.pairs() == 0)) {
      List<String> names = comparison.scores().stream().map(ScoreComparison::name).toList();
      add(
          Route.UNMEASURED,
          "no case has '%s' in both experiments; there are %s"
              .formatted(wanted, Figures.names(names)),
          List.of(wanted));
    }
  }

  private void lookAtScorers() {
    for (ScoreComparison score : comparison.scores()) {
      if (score.isBroken()) {
        String issues =
            score.issues().stream()
                .filter(ScorerIssue::isGrave)
                .map(Concerns::text)
                .collect(Collectors.joining(", "));
        add(Route.MEASUREMENT, "'%s' %s".formatted(score.name(), issues), List.of(score.name()));
      }
    }
  }

  /** What is wrong with a scorer, in words. */
  static String text(ScorerIssue issue) {
    String where = " in the " + issue.arm().word() + " experiment";
    return switch (issue.kind()) {
      case STUCK_AT_0 -> "is 0 in all " + Figures.count(issue.count(), "trial") + where;
      case STUCK_AT_1 -> "is 1 in all " + Figures.count(issue.count(), "trial") + where;
      case SATURATED -> "is 1 everywhere, so it can show no improvement";
      case MISSING -> "is missing" + where;
      case ERRORS -> "failed in " + Figures.count(issue.count(), "trial") + where;
      case ADDED -> "is not in the baseline yet";
    };
  }

  private void lookForErrors() {
    long fresh = comparison.fresh().failed();
    long baseline = comparison.baseline().failed();
    if (fresh + baseline + unreadable == 0) {
      return;
    }
    boolean many = fresh >= MANY * comparison.fresh().trials() && fresh > 0;
    found.add(
        new Concern(
            Route.ERRORS,
            many ? Severity.CRITICAL : Severity.WARNING,
            many,
            "%s of the new experiment ended in an error, and %d of the baseline; %s not be read"
                .formatted(
                    Figures.count(fresh, "trial"),
                    baseline,
                    Figures.count(unreadable, "row") + " could"),
            List.of()));
  }

  private void lookForRegressions() {
    for (ScoreComparison score : comparison.scores()) {
      if (score.isWorse()) {
        boolean large = delta(score) <= -LARGE;
        found.add(
            new Concern(
                Route.REGRESSION,
                large ? Severity.CRITICAL : Severity.WARNING,
                true,
                Figures.sentence(score),
                List.of(score.name())));
      }
    }
  }

  static double delta(ScoreComparison score) {
    Double delta = score.delta();
    return delta == null ? 0 : delta;
  }

  private void lookForProgress() {
    ScoreComparison score = target();
    if (score == null || score.pairs() == 0 || score.isWorse() || hasReached(score)) {
      return;
    }
    Double minDelta = aim.minDelta();
    String wanted = minDelta == null ? "to rise" : "to rise by " + Figures.score(minDelta);
    add(
        Route.UNMOVED,
        "%s; it was %s, by more than chance explains".formatted(Figures.sentence(score), wanted),
        List.of(score.name()));
  }

  private boolean hasReached(ScoreComparison score) {
    Double minDelta = aim.minDelta();
    return score.isBetterByItself() && (minDelta == null || delta(score) >= minDelta);
  }

  private @Nullable ScoreComparison target() {
    String wanted = aim.score();
    return wanted == null ? null : comparison.score(wanted);
  }
}
