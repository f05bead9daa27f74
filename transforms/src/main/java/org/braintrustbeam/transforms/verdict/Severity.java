package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** How bad it is, the harmless first. */
public enum Severity {
  /** For the record. */
  INFO,
  /** Somebody should look at it. */
  WARNING,
  /** Somebody should look at it now. */
  CRITICAL;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
