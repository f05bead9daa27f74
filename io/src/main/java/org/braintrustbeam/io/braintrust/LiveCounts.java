package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.LongAdder;
import org.braintrustbeam.io.http.Workers;
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

  private static final LongAdder ANSWERS_BOUGHT = new LongAdder();
  private static final LongAdder ANSWERS_REUSED = new LongAdder();
  private static final LongAdder CALLS_FAILED = new LongAdder();
  private static final LongAdder CALLS_WANTED = new LongAdder();

  private static volatile @Nullable ProgressReporter reporter;

  private LiveCounts() {}

  /** Has what is counted from now on reported into this folder. */
  public static synchronized void reportTo(String folder) {
    if (reporter == null) {
      reporter = ProgressReporter.to(folder, LiveCounts::reports);
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

  /** Requests to models that have ended. */
  public static CallCounts calls() {
    return new CallCounts(
        ANSWERS_BOUGHT.sum(), ANSWERS_REUSED.sum(), CALLS_FAILED.sum(), CALLS_WANTED.sum());
  }

  private static ProgressReports reports() {
    return new ProgressReports(rowsRead(), rowsWritten(), calls());
  }

  /** Starts from zero. */
  public static void reset() {
    ROWS_READ.reset();
    ROWS_WRITTEN.reset();
    ANSWERS_BOUGHT.reset();
    ANSWERS_REUSED.reset();
    CALLS_FAILED.reset();
    CALLS_WANTED.reset();
  }

  /** A request to a model was made up, and will be sent when all of them are known. */
  public static void addCallWanted() {
    CALLS_WANTED.increment();
    report();
  }

  /** A model has answered. */
  public static void addAnswerBought() {
    ANSWERS_BOUGHT.increment();
    report();
  }

  /** An answer was there already. */
  public static void addAnswerReused() {
    ANSWERS_REUSED.increment();
    report();
  }

  /** A request to a model came to nothing. */
  public static void addCallFailed() {
    CALLS_FAILED.increment();
    report();
  }

  static void addRowsRead(long rows) {
    ROWS_READ.add(rows);
    report();
  }

  static void addRowsWritten(long rows) {
    ROWS_WRITTEN.add(rows);
    report();
  }

  /** For tests, which are several runs in one process. */
  static void reportNoMore() {
    reporter = null;
  }

  private static void report() {
    ProgressReporter to = reporter;
    if (to != null) {
      to.wake();
    }
  }
}
