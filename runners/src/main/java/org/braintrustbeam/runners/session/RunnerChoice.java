package org.braintrustbeam.runners.session;

import java.util.Locale;

/**
 * Which runner a job gets when the user leaves it open.
 *
 * @param flink whether Flink in this process, or else the DirectRunner
 * @param reason for the user
 */
record RunnerChoice(boolean flink, String reason) {
  /**
   * Fewer rows cost the DirectRunner less, and fit a heap of 1 GB several times over; what it holds
   * grows with them, and what Flink holds does not: docs/runners.md has the figures.
   */
  static final long FLINK_FROM_ROWS = 100_000;

  /**
   * By size.
   *
   * @param rows how many will be read; -1 if unknown
   */
  static RunnerChoice of(long rows) {
    if (rows < 0) {
      return new RunnerChoice(
          true, "flink in this process (number of rows unknown; it takes any number)");
    }
    return rows < FLINK_FROM_ROWS
        ? new RunnerChoice(false, said("direct", rows, "Flink from"))
        : new RunnerChoice(true, said("flink in this process", rows, "direct below"));
  }

  private static String said(String runner, long rows, String other) {
    return String.format(
        Locale.ROOT, "%s (%,d rows; %s %,d)", runner, rows, other, FLINK_FROM_ROWS);
  }
}
