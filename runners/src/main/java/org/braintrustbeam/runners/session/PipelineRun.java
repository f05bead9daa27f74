package org.braintrustbeam.runners.session;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A runner and how a pipeline is run on it.
 *
 * <p>Each is a class of its own, so that a run on one of them does not load the other's classes.
 */
interface PipelineRun {
  /** Names the runner in the options, and sets what it needs unless the user has. */
  void configure(PipelineOptions options);

  /**
   * Runs it to its end.
   *
   * @param glance called several times a second while it runs
   */
  void toTheEnd(Pipeline pipeline, Runnable glance);
}
