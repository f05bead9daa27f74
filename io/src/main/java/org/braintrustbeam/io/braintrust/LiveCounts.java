package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What this process has done so far, for a progress bar.
 *
 * <p>Runners show metrics late or not at all while a job runs. A bundle that is repeated counts
 * again here, so these are not for results. A worker reports its counts into {@link
 * Workers#folder}, where the launcher finds them as {@link ProgressReports}.
 */
public final class LiveCounts {
  private static final LongAdder ROWS_READ = new LongAdder();
  private static final LongAdder ROWS_WRITTEN = new LongAdder();

  private static volatile @Nullable ProgressReporter reporter;

  private LiveCounts() {}

  /** Has what is counted from now on reported into this folder. */
  static synchronized void reportTo(String folder) {
    if (reporter == null) {
      reporter = ProgressReporter.to(folder, () -> new ProgressReports(rowsRead(), rowsWritten()));
    }
  }

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
    report();
  }

  static void addRowsWritten(long rows) {
    ROWS_WRITTEN.add(rows);
    report();
  }

  private static void report() {
    ProgressReporter to = reporter;
    if (to != null) {
      to.wake();
    }
  }
}
