package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** Where a next step would be at home; whoever reads the summary decides. */
public enum Destination {
  /** The summary itself. */
  LOCAL_SUMMARY,
  /** The review of a change. */
  CODE_REVIEW,
  /** A tracker of issues. */
  ISSUE_TRACKER,
  /** A chat. */
  CHAT,
  /** What decides on a release. */
  RELEASE_GATE,
  /** What starts runs. */
  SCHEDULER,
  /** Braintrust's app. */
  APP_UI,
  /** Any other system. */
  EXTERNAL_SYSTEM,
  /** Nowhere. */
  NONE;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
