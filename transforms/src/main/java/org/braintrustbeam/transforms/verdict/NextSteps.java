package org.braintrustbeam.transforms.verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ScoreComparison;

/** What to do about a comparison; one step or two for each kind of concern. */
final class NextSteps {
  /** A drop of so much is better taken back than mended. */
  private static final double SEVERE = 0.25;

  private final Comparison comparison;
  private final List<Concern> concerns;
  private final List<ScoreComparison> risen;
  private final Aim aim;
  private final List<NextStep> steps = new ArrayList<>();

  NextSteps(Comparison comparison, List<Concern> concerns, List<ScoreComparison> risen, Aim aim) {
    this.comparison = comparison;
    this.concerns = concerns;
    this.risen = risen;
    this.aim = aim;
  }

  /**
   * All of them, the most pressing first.
   *
   * @param route what the verdict rests on
   * @param enough whether to stop trying
   */
  List<NextStep> of(Route route, boolean enough) {
    if (enough) {
      add(
          route,
          Intent.NOTIFY,
          Priority.HIGH,
          Destination.CHAT,
          "Stop: %d experiments in a row needed work".formatted(aim.maxLoops()));
    }
    Set<Route> routes = EnumSet.noneOf(Route.class);
    concerns.forEach(concern -> routes.add(concern.route()));
    if (routes.isEmpty()) {
      routes.add(route);
    }
    routes.forEach(this::addFor);
    return List.copyOf(steps);
  }

  private void addFor(Route route) {
    switch (route) {
      case NO_CASES ->
          investigate(route, Priority.HIGH, "The new experiment has no test case: did it run?");
      case NO_BASELINE ->
          add(
              route,
              Intent.RERUN,
              Priority.LOW,
              Destination.SCHEDULER,
              "Nothing to compare with yet: run again with a baseline");
      case NO_PAIRS ->
          investigate(route, Priority.NORMAL, "Run both experiments over the same cases");
      case UNMEASURED ->
          investigate(route, Priority.NORMAL, "Measure what is to improve: " + names(route));
      case MEASUREMENT -> investigate(route, Priority.HIGH, "Mend the scorers " + names(route));
      case ERRORS -> addForErrors();
      case REGRESSION -> addForRegression();
      case UNMOVED ->
          investigate(route, Priority.NORMAL, names(route) + " did not move: try another change");
      case IMPROVED -> addForImproved();
      case HEALTHY ->
          steps.add(
              new NextStep(
                  route,
                  Intent.NO_ACTION,
                  Priority.LOW,
                  false,
                  false,
                  "Nothing to do",
                  "No score changed by more than chance explains, and nothing failed.",
                  Destination.NONE,
                  List.of()));
    }
  }

  private void addForErrors() {
    if (comparison.fresh().failed() == 0 && comparison.baseline().failed() > 0) {
      add(
          Route.ERRORS,
          Intent.RERUN,
          Priority.NORMAL,
          Destination.SCHEDULER,
          "Run the baseline again: some of its cases failed");
    } else {
      investigate(Route.ERRORS, Priority.HIGH, "Find out why cases failed");
    }
  }

  private void addForRegression() {
    boolean severe =
        comparison.scores().stream()
            .filter(ScoreComparison::isWorse)
            .anyMatch(score -> Concerns.delta(score) <= -SEVERE);
    add(
        Route.REGRESSION,
        severe ? Intent.ROLLBACK : Intent.BLOCK_RELEASE,
        Priority.HIGH,
        Destination.RELEASE_GATE,
        (severe ? "Take the change back: " : "Hold the change back: ")
            + names(Route.REGRESSION)
            + " fell");
    investigate(Route.REGRESSION, Priority.HIGH, "Look at the cases that fell the most");
  }

  private void addForImproved() {
    add(
        Route.IMPROVED,
        Intent.REVIEW_CHANGE,
        Priority.NORMAL,
        Destination.CODE_REVIEW,
        "Review the change and take it over");
    if (comparison.lossCount() > 0) {
      investigate(Route.IMPROVED, Priority.LOW, "Look at the cases that fell all the same");
    }
  }

  private void investigate(Route route, Priority priority, String title) {
    add(route, Intent.INVESTIGATE, priority, Destination.ISSUE_TRACKER, title);
  }

  private void add(
      Route route, Intent intent, Priority priority, Destination destination, String title) {
    boolean blocking = of(route).stream().anyMatch(Concern::blocking);
    boolean gate = destination == Destination.RELEASE_GATE || route == Route.ERRORS;
    steps.add(
        new NextStep(
            route,
            intent,
            priority,
            blocking && gate,
            true,
            title,
            body(route),
            destination,
            scores(route)));
  }

  private List<Concern> of(Route route) {
    return concerns.stream().filter(concern -> concern.route() == route).toList();
  }

  private List<String> scores(Route route) {
    return route == Route.IMPROVED
        ? risen.stream().map(ScoreComparison::name).toList()
        : of(route).stream().flatMap(concern -> concern.scores().stream()).distinct().toList();
  }

  private String names(Route route) {
    return Figures.names(scores(route));
  }

  private String body(Route route) {
    List<String> lines =
        route == Route.IMPROVED
            ? comparison.scores().stream()
                .filter(score -> score.pairs() > 0)
                .map(Figures::sentence)
                .toList()
            : of(route).stream().map(Concern::text).toList();
    return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
  }
}
