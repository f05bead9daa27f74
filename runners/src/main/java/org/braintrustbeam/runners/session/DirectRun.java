package org.braintrustbeam.runners.session;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.io.http.Workers;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a pipeline in this process. */
final class DirectRun implements PipelineRun {
  private static final Duration GLANCE = Duration.millis(200);

  private final @Nullable Integer parallelism;

  /** With so many threads; null for as many as there are cores. */
  DirectRun(@Nullable Integer parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public void configure(PipelineOptions options) {
    options.setRunner(DirectRunner.class);
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setBlockOnRun(false);
    if (parallelism != null) {
      direct.setTargetParallelism(parallelism);
    }
  }

  @Override
  public Workers workers(String folder) {
    return Workers.THIS_PROCESS;
  }

  @Override
  public void toTheEnd(Pipeline pipeline, Runnable glance) {
    try {
      PipelineResult.State state = await(pipeline.run(), glance);
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the pipeline ended as " + state);
      }
    } catch (RuntimeException e) {
      throw Failure.unwrapped(e);
    }
  }

  private static PipelineResult.State await(PipelineResult result, Runnable glance) {
    PipelineResult.State state = null;
    while (state == null || !state.isTerminal()) {
      state = result.waitUntilFinish(GLANCE); // null: not at its end yet
      glance.run();
    }
    return state;
  }
}
