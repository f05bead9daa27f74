package org.braintrustbeam.transforms.verdict;

import java.util.List;

/**
 * What a comparison comes to.
 *
 * @param outcome the verdict
 * @param route what it rests on
 * @param severity of the worst that was found
 * @param blocking whether a release should wait
 * @param confidence how far it can be trusted
 * @param summary the verdict in a sentence or two
 * @param findings all that was found, with figures, the most pressing first
 * @param notes what to keep in mind when reading it
 * @param nextSteps what to do, the most pressing first; never empty
 */
public record Judgement(
    Outcome outcome,
    Route route,
    Severity severity,
    boolean blocking,
    Confidence confidence,
    String summary,
    List<String> findings,
    List<String> notes,
    List<NextStep> nextSteps) {
  /** Copies the lists. */
  public Judgement {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
    nextSteps = List.copyOf(nextSteps);
  }

  /**
   * {@code done}, {@code re-discover}, {@code re-curate}, {@code re-iterate} or {@code
   * no-convergence}.
   */
  public String loopDecision() {
    return outcome == Outcome.NO_CONVERGENCE ? "no-convergence" : route.loopDecision();
  }
}
