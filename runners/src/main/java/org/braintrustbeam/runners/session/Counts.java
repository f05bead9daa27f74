package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.braintrustbeam.io.braintrust.CallCounts;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.braintrust.ProgressReports;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.http.Workers;

/**
 * What was done so far.
 *
 * @param read rows that came
 * @param written rows that the service took
 * @param calls requests to models that have ended
 */
record Counts(long read, long written, CallCounts calls) {
  /** Where no model is asked. */
  Counts(long read, long written) {
    this(read, written, CallCounts.NONE);
  }

  private static final Duration SELDOM = Duration.ofSeconds(5);

  /** As the connector in this process has it, or as the workers elsewhere report it. */
  static Supplier<Counts> of(Workers workers) {
    String folder = workers.folder();
    if (folder == null) {
      return Counts::here;
    }
    Supplier<Counts> reported = () -> reported(folder);
    return NamedFile.isUrl(folder) ? seldom(reported, System::nanoTime) : reported;
  }

  /** Each look is some requests to a store of objects, and costs money. */
  static Supplier<Counts> seldom(Supplier<Counts> look, LongSupplier nanos) {
    return new Supplier<>() {
      private Counts last = look.get();
      private long lookedAt = nanos.getAsLong();

      @Override
      public Counts get() {
        if (nanos.getAsLong() - lookedAt >= SELDOM.toNanos()) {
          last = look.get();
          lookedAt = nanos.getAsLong();
        }
        return last;
      }
    };
  }

  private static Counts here() {
    return new Counts(LiveCounts.rowsRead(), LiveCounts.rowsWritten(), LiveCounts.calls());
  }

  private static Counts reported(String folder) {
    try {
      ProgressReports reports = ProgressReports.in(folder);
      return new Counts(reports.rowsRead(), reports.rowsWritten(), reports.calls());
    } catch (IOException | RuntimeException e) { // the latter from clients of stores of objects
      return new Counts(0, 0); // a bar that stands still must not end the run
    }
  }
}
