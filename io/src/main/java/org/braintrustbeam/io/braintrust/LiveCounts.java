package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.LongAdder;

/**
 * What this process has done so far, for a progress bar.
 *
 * <p>Runners show metrics late or not at all while a job runs. A bundle that is repeated counts
 * again here, so these are not for results.
 */
public final class LiveCounts {
  private static final LongAdder ROWS_READ = new LongAdder();
  private static final LongAdder ROWS_WRITTEN = new LongAdder();

  private LiveCounts() {}

  /** Rows that came, older versions included. */
  public static long rowsRead() {
    return ROWS_READ.sum();
  }

  /** Rows that the service took. */
  public static long rowsWritten() {
    return ROWS_WRITTEN.sum();
  }

  /** Starts from zero. */
  public static void reset() {
    ROWS_READ.reset();
    ROWS_WRITTEN.reset();
  }

  static void addRowsRead(long rows) {
    ROWS_READ.add(rows);
  }

  static void addRowsWritten(long rows) {
    ROWS_WRITTEN.add(rows);
  }
}
