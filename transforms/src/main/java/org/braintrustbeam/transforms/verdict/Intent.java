package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** What kind of thing to do. */
public enum Intent {
  /** Nothing. */
  NO_ACTION,
  /** Look at the change that was verified, and take it over. */
  REVIEW_CHANGE,
  /** Find out why. */
  INVESTIGATE,
  /** Have people say what is right. */
  LABEL_DATA,
  /** Run the experiment again. */
  RERUN,
  /** Tell somebody. */
  NOTIFY,
  /** Hold the release back. */
  BLOCK_RELEASE,
  /** Take the change back. */
  ROLLBACK;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
