package org.braintrustbeam.transforms.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.DeltaInterval;
import org.braintrustbeam.transforms.compare.ScoreComparison;

/**
 * Judges a comparison.
 *
 * <p>The verdict is that of the most pressing concern. Without one it is {@code improved} if the
 * score that was asked for rose (by its own p-value), or any score if none was (corrected for all),
 * and {@code healthy} else. Where anything failed it is never {@code improved}.
 */
public final class Judge {
  private static final int FEW = 30;
  private static final int MANY = 100;
  private static final double MOST = 0.9;
  private static final double HALF = 0.5;

  private final Comparison comparison;
  private final Aim aim;
  private final List<Concern> concerns;

  private Judge(Comparison comparison, Aim aim, long unreadable) {
    this.comparison = comparison;
    this.aim = aim;
    this.concerns = Concerns.of(comparison, aim, unreadable);
  }

  /**
   * The verdict.
   *
   * @param unreadable rows of either experiment that could not be read
   * @param loop which experiment in a row this is if it needs work, from 1
   */
  public static Judgement judge(Comparison comparison, Aim aim, long unreadable, int loop) {
    return new Judge(comparison, aim, unreadable).judgement(loop);
  }

  private Judgement judgement(int loop) {
    Route route = route();
    boolean enough = route.outcome() == Outcome.NEEDS_WORK && loop >= aim.maxLoops();
    Outcome outcome = enough ? Outcome.NO_CONVERGENCE : route.outcome();
    return new Judgement(
        outcome,
        route,
        severity(),
        concerns.stream().anyMatch(Concern::blocking),
        confidence(),
        summary(outcome, loop),
        findings(),
        notes(),
        new NextSteps(comparison, concerns, risen(), aim).of(route, enough));
  }

  private Route route() {
    if (!concerns.isEmpty()) {
      return concerns.get(0).route();
    }
    return risen().isEmpty() ? Route.HEALTHY : Route.IMPROVED;
  }

  private List<ScoreComparison> risen() {
    return aim.score() == null
        ? comparison.scores().stream().filter(ScoreComparison::isBetter).toList()
        : comparison.scores().stream()
            .filter(score -> score.name().equals(aim.score()) && score.isBetterByItself())
            .toList();
  }

  private Severity severity() {
    return concerns.stream()
        .map(Concern::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.INFO);
  }

  private Confidence confidence() {
    long pairs = pairs();
    long cases = Math.max(comparison.fresh().cases(), comparison.baseline().cases());
    double shared = cases == 0 ? 0 : Math.min((double) comparison.paired() / cases, leastShared());
    if (pairs < FEW || shared < HALF || route().outcome() == Outcome.BLOCKED) {
      return Confidence.LOW;
    }
    boolean sound = shared >= MOST && !comparison.hasErrors();
    return pairs >= MANY && sound ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** Of the score that was asked for, else of the one that has most. */
  private long pairs() {
    return judged().mapToLong(ScoreComparison::pairs).max().orElse(0);
  }

  /** The score that was asked for, else all of them. */
  private Stream<ScoreComparison> judged() {
    return comparison.scores().stream()
        .filter(score -> aim.score() == null || score.name().equals(aim.score()));
  }

  /**
   * How much the experiments have in common of the score of which it is least: one that says
   * nothing of what became worse looks as if it had risen.
   */
  private double leastShared() {
    return judged().filter(score -> score.pairs() > 0).mapToDouble(Judge::shared).min().orElse(0);
  }

  private static double shared(ScoreComparison score) {
    return (double) score.pairs() / Math.max(score.fresh().cases(), score.baseline().cases());
  }

  private String summary(Outcome outcome, int loop) {
    return switch (outcome) {
      case IMPROVED -> "Improved: " + Figures.sentence(risen().get(0)) + ".";
      case HEALTHY -> "Healthy: no score changed by more than chance explains" + sight() + ".";
      case NEEDS_WORK -> "Needs work: " + first() + ".";
      case BLOCKED -> "Blocked: " + first() + ".";
      case NO_CONVERGENCE ->
          "No convergence: %s in a row needed work; at last: %s."
              .formatted(Figures.count(loop, "experiment"), first());
    };
  }

  private String first() {
    return concerns.get(0).text();
  }

  /** How large a difference could have been missed, of the score of which least is known. */
  private String sight() {
    return comparison.scores().stream()
        .filter(score -> score.interval() != null)
        .max(Comparator.comparingDouble(Judge::halfWidth))
        .map(
            score ->
                "; of '%s' less than about %s would not show"
                    .formatted(score.name(), Figures.score(halfWidth(score))))
        .orElse("");
  }

  private static double halfWidth(ScoreComparison score) {
    DeltaInterval interval = score.interval();
    return interval == null ? Double.POSITIVE_INFINITY : interval.halfWidth();
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>(concerns.stream().map(Concern::text).toList());
    comparison.scores().stream()
        .filter(score -> score.pairs() > 0)
        .map(Figures::sentence)
        .filter(sentence -> findings.stream().noneMatch(text -> text.startsWith(sentence)))
        .toList()
        .forEach(findings::add);
    return findings;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (comparison.baseline().cases() > 0
        && comparison.unmatchedNew() + comparison.unmatchedBaseline() > 0) {
      notes.add(
          "%s in both experiments; %d only in the new one and %d only in the baseline say nothing"
                  .formatted(
                      Figures.count(comparison.paired(), "case"),
                      comparison.unmatchedNew(),
                      comparison.unmatchedBaseline())
              + " of the difference");
    }
    for (ScoreComparison score : comparison.scores()) {
      if (score.pairs() > 0 && shared(score) < MOST) {
        notes.add(
            "'%s' is in %s only; %d of the new experiment and %d of the baseline have it alone"
                .formatted(
                    score.name(),
                    Figures.count(score.pairs(), "pair"),
                    score.fresh().unmatched(),
                    score.baseline().unmatched()));
      }
      score.issues().stream()
          .filter(issue -> !issue.isGrave())
          .forEach(issue -> notes.add("'" + score.name() + "' " + Concerns.text(issue)));
    }
    return notes;
  }
}
