package org.braintrustbeam.pipelines.verify;

import java.util.List;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.verdict.Aim;
import org.braintrustbeam.transforms.verdict.Judgement;

/**
 * All that a run has found out, for its files.
 *
 * @param arms the experiments
 * @param aim what was wanted
 * @param autonomous whether nobody was there to decide
 * @param timestamp when, ISO 8601
 * @param comparison what was measured
 * @param judgement what it comes to
 * @param unreadable rows that could not be read
 * @param loop which experiment in a row this is, if it needs work
 * @param handoff where the files are
 */
record Finished(
    Arms arms,
    Aim aim,
    boolean autonomous,
    String timestamp,
    Comparison comparison,
    Judgement judgement,
    long unreadable,
    int loop,
    Handoff handoff) {
  /** So many changes of single cases are listed. */
  private static final int LISTED = 20;

  /** The same for the same experiments, whenever they are compared. */
  String runId() {
    return "bt-flywheel:%s:%s:%s"
        .formatted(arms.project(), arms.fresh().id(), String.valueOf(arms.baselineId()));
  }

  String mode() {
    return autonomous ? "autonomous" : "interactive";
  }

  List<Comparison.Change> regressions() {
    return comparison.losses(LISTED);
  }

  List<Comparison.Change> improvements() {
    return comparison.gains(LISTED);
  }

  /** For callers that ask whether a full run was good. */
  String status() {
    return switch (judgement.outcome()) {
      case IMPROVED, HEALTHY -> "full_passed";
      case NEEDS_WORK, NO_CONVERGENCE -> "failed";
      case BLOCKED -> "inconclusive";
    };
  }
}
