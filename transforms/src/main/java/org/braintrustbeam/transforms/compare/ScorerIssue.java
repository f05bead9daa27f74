package org.braintrustbeam.transforms.compare;

/**
 * Why a score may not be what it seems.
 *
 * @param kind what is wrong
 * @param arm in which experiment
 * @param count trials it was seen in; 0 for one that is missing
 */
public record ScorerIssue(Kind kind, Arm arm, long count) {
  /** What can be wrong with a scorer. */
  public enum Kind {
    /** It says 0 whatever it is given. */
    STUCK_AT_0,
    /** It says 1 whatever it is given, and did not, or not always, in the other experiment. */
    STUCK_AT_1,
    /** It says 1 of all there is, in both experiments: it can show no improvement. */
    SATURATED,
    /** The other experiment has this score. */
    MISSING,
    /** It failed. */
    ERRORS,
    /** The baseline does not have it yet. */
    ADDED
  }

  /**
   * Whether no verdict can be built on it. That a scorer said the same of a whole baseline is no
   * such thing: what was all good and is not any more is a regression.
   */
  public boolean isGrave() {
    return switch (kind) {
      case STUCK_AT_0, STUCK_AT_1 -> arm == Arm.NEW;
      case MISSING, ERRORS -> true;
      case SATURATED, ADDED -> false;
    };
  }
}
