package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.pipelines.command.UsageException;
import org.joda.time.Duration;

/** Runs a pipeline in this process. */
final class DirectRun {
  private static final Duration GLANCE = Duration.millis(200);
  private static final int LONGEST_CHAIN = 50;

  private DirectRun() {}

  /**
   * Runs it to its end.
   *
   * @param glance called several times a second while it runs
   */
  static void toTheEnd(Pipeline pipeline, Runnable glance) {
    pipeline.getOptions().as(DirectOptions.class).setBlockOnRun(false);
    try {
      PipelineResult.State state = await(pipeline.run(), glance);
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the pipeline ended as " + state);
      }
    } catch (RuntimeException e) {
      throw unwrapped(e);
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

  /** Beam wraps what a step throws; inside is what the user can act on. */
  private static RuntimeException unwrapped(RuntimeException failure) {
    Throwable link = failure;
    for (int depth = 0; link != null && depth < LONGEST_CHAIN; depth++) {
      if (link instanceof BraintrustException known) {
        return known;
      }
      if (link instanceof UsageException known) {
        return known;
      }
      if (link instanceof IOException known) {
        return new UncheckedIOException(known);
      }
      link = link.getCause();
    }
    return failure;
  }
}
