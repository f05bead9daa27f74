package org.braintrustbeam.runners.session;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.io.http.Workers;

/**
 * A runner and how a pipeline is run on it.
 *
 * <p>Each is a class of its own, so that a run on one of them does not load the other's classes.
 */
interface PipelineRun {
  /** Names the runner in the options, and sets what it needs unless the user has. */
  void configure(PipelineOptions options);

  /**
   * The processes that the steps run in.
   *
   * @param folder where they can report to the launcher
   */
  Workers workers(String folder);

  /**
   * Runs it to its end.
   *
   * @param glance called several times a second while it runs
   */
  void toTheEnd(Pipeline pipeline, Runnable glance);

  /**
   * Ends what of the run would go on without this process, and waits for its end.
   *
   * @throws IOException if something may still be at work
   */
  default void stop() throws IOException {}
}
