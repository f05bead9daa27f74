package org.braintrustbeam.transforms.discover.tally;

import java.util.Locale;

/** What can be missing of the measurement of a trace. */
public enum Gap {
  /** It has no score. */
  UNSCORED,
  /** It has an error and no score. */
  ERROR_UNSCORED,
  /** It has an error, and all of its scores pass. */
  ERROR_SCORED_PASSING,
  /** It fails, and the issue facet has found nothing. */
  FAILING_WITHOUT_ISSUE,
  /** It has an error, which no score and no issue facet tells. */
  UNCAUGHT,
  /** The issue facet has found something, which no score and no error tells. */
  ISSUE_UNSCORED;

  /** What it is called in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean holds(TracePart trace, boolean issue) {
    return switch (this) {
      case UNSCORED -> !trace.scored();
      case ERROR_UNSCORED -> trace.error() && !trace.scored();
      case ERROR_SCORED_PASSING -> trace.error() && trace.scored() && !trace.low();
      case FAILING_WITHOUT_ISSUE -> trace.fails() && !issue;
      case UNCAUGHT -> trace.error() && !trace.low() && !issue;
      case ISSUE_UNSCORED -> issue && !trace.fails();
    };
  }
}
