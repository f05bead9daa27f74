package org.braintrustbeam.pipelines.command;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.POutput;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * One command of the program: checks its options, composes its pipeline, has it run and presents
 * the result.
 *
 * @param <OptionsT> its options
 */
public interface Command<OptionsT extends BraintrustOptions> {
  /** What one types, e.g. {@code update-dataset}. */
  String name();

  /** One line for the help. */
  String description();

  /** Its options; the launcher makes the command line from them. */
  Class<OptionsT> options();

  /**
   * What happens to each row of a read that may be large, to be tried on made-up rows before any
   * comes: then Java has compiled it. Null, the default, where there are few rows or none.
   */
  default @Nullable PTransform<PCollection<RowVersion>, ? extends POutput> perRow() {
    return null;
  }

  /**
   * Does the work.
   *
   * @return how it ended; failures are exceptions
   * @throws UsageException for options that are wrong together, before any request is sent
   * @throws org.braintrustbeam.io.braintrust.BraintrustException if the service ends the run
   * @throws java.io.IOException if the result cannot be written
   */
  ExitCode run(OptionsT options, Session session) throws Exception;
}
