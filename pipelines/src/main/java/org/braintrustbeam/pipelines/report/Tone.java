package org.braintrustbeam.pipelines.report;

import java.util.Locale;

/** What a colour means; the same in figures, charts and tables. */
public enum Tone {
  /** Says nothing. */
  PLAIN,
  /** As it should be. */
  GOOD,
  /** Between the two. */
  FAIR,
  /** To be looked at. */
  BAD,
  /** Of less weight than what stands beside it. */
  QUIET;

  /** The name of it in the style sheet. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
