package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/**
 * What the verdict rests on, the most pressing first: a broken measurement comes before what it
 * measures, and that before a lack of progress.
 */
public enum Route {
  /** The new experiment has no test case. */
  NO_CASES(Outcome.BLOCKED, "re-curate"),
  /** There is no experiment to compare it with. */
  NO_BASELINE(Outcome.BLOCKED, "re-iterate"),
  /** The experiments have no scored case in common. */
  NO_PAIRS(Outcome.BLOCKED, "re-curate"),
  /** The score that was to improve is not there. */
  UNMEASURED(Outcome.BLOCKED, "re-curate"),
  /** A scorer is stuck, missing or failing. */
  MEASUREMENT(Outcome.NEEDS_WORK, "re-curate"),
  /** Cases ended in errors, or rows could not be read. */
  ERRORS(Outcome.NEEDS_WORK, "re-iterate"),
  /** A score fell. */
  REGRESSION(Outcome.NEEDS_WORK, "re-iterate"),
  /** The score that was to improve did not. */
  UNMOVED(Outcome.NEEDS_WORK, "re-iterate"),
  /** A score rose. */
  IMPROVED(Outcome.IMPROVED, "done"),
  /** Nothing changed for the worse. */
  HEALTHY(Outcome.HEALTHY, "done");

  private final Outcome outcome;
  private final String loopDecision;

  Route(Outcome outcome, String loopDecision) {
    this.outcome = outcome;
    this.loopDecision = loopDecision;
  }

  /** The verdict where this is the most pressing. */
  Outcome outcome() {
    return outcome;
  }

  /** What callers of earlier summaries know it as. */
  String loopDecision() {
    return loopDecision;
  }

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
