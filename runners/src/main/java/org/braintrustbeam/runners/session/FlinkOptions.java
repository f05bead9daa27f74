package org.braintrustbeam.runners.session;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Makes Flink's own options known to Beam.
 *
 * <p>The program's jar does not announce them, because Beam inspects all that are announced at
 * every start.
 */
final class FlinkOptions {
  private FlinkOptions() {}

  static void announce() {
    PipelineOptionsFactory.register(FlinkPipelineOptions.class);
  }
}
