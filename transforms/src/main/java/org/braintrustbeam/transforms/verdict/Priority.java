package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** Of a next step. */
public enum Priority {
  /** Whenever there is time. */
  LOW,
  /** Next. */
  NORMAL,
  /** Now. */
  HIGH;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
