package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.util.function.Supplier;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.braintrust.ProgressReports;
import org.braintrustbeam.io.http.Workers;

/**
 * What was done so far.
 *
 * @param read rows that came
 * @param written rows that the service took
 */
record Counts(long read, long written) {
  /** As the connector in this process has it, or as the workers elsewhere report it. */
  static Supplier<Counts> of(Workers workers) {
    String folder = workers.folder();
    return folder == null ? Counts::here : () -> reported(folder);
  }

  private static Counts here() {
    return new Counts(LiveCounts.rowsRead(), LiveCounts.rowsWritten());
  }

  private static Counts reported(String folder) {
    try {
      ProgressReports reports = ProgressReports.in(folder);
      return new Counts(reports.rowsRead(), reports.rowsWritten());
    } catch (IOException e) {
      return new Counts(0, 0); // a bar that stands still must not end the run
    }
  }
}
