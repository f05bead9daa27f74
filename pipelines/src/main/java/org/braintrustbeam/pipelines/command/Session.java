package org.braintrustbeam.pipelines.command;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.AtomicFile;

/** What the launcher hands to a command for one run. */
public interface Session {
  /**
   * Writes the result: to the file of {@code --output}, which appears whole or not at all, or to
   * standard output.
   */
  void writeResult(AtomicFile.Content result) throws IOException;

  /**
   * Chooses the runner for a pipeline that reads so many rows, and sets it in the options; to be
   * called before the pipeline is composed and before {@link #workFolder()}.
   *
   * @param connection how the launcher reaches the service
   * @param expectedRows how many rows will be read; -1 if unknown
   * @return how the steps of the pipeline reach it
   * @throws UsageException if the runner cannot run with these options
   */
  default ConnectionSettings prepare(
      BraintrustOptions options, ConnectionSettings connection, long expectedRows) {
    return prepare(options, connection, expectedRows, connection.mostWorkers());
  }

  /**
   * As {@link #prepare(BraintrustOptions, ConnectionSettings, long)}, where the steps keep to other
   * limits too.
   *
   * @param mostWorkers how many processes at most can share all limits of the run
   */
  ConnectionSettings prepare(
      BraintrustOptions options, ConnectionSettings connection, long expectedRows, int mostWorkers);

  /** What to tell the user should the run be interrupted from now on, e.g. how to resume it. */
  void ifInterrupted(String message);

  /**
   * A folder for this run's intermediate files, on a file system that Beam knows and the workers
   * see; removed when the run ends.
   */
  String workFolder();

  /** Says something on standard error, as {@code warning: …}. */
  void warn(String message);

  /** Says something on standard error that {@code --quiet} silences. */
  void inform(String message);

  /**
   * Runs a pipeline to its end on the chosen runner, with progress.
   *
   * @param what e.g. {@code reading my-experiment}
   * @param expectedRows how many rows will be read; -1 if unknown
   * @throws org.braintrustbeam.io.braintrust.BraintrustException if the service ended it
   */
  void run(Pipeline pipeline, String what, long expectedRows);
}
