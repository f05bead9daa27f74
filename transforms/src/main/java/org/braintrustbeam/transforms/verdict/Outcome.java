package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** The verdict. */
public enum Outcome {
  /** Better than the baseline, by more than chance explains, and nothing is wrong. */
  IMPROVED,
  /** No worse than the baseline, and nothing is wrong. */
  HEALTHY,
  /** Something is wrong, or what should have become better did not. */
  NEEDS_WORK,
  /** Nothing can be said, for want of data. */
  BLOCKED,
  /** So many experiments in a row needed work that another one of the kind is no use. */
  NO_CONVERGENCE;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
