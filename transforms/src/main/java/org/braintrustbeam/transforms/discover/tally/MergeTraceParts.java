package org.braintrustbeam.transforms.discover.tally;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** All parts of a trace as one. */
final class MergeTraceParts extends CombineFn<TracePart, TracePart, TracePart> {
  private static final TracePart NONE = new TracePart(false, false, false, Set.of(), List.of());

  @Override
  public TracePart createAccumulator() {
    return NONE;
  }

  @Override
  public TracePart addInput(TracePart all, TracePart one) {
    return all.and(one);
  }

  @Override
  public TracePart mergeAccumulators(Iterable<TracePart> parts) {
    TracePart all = NONE;
    for (TracePart part : parts) {
      all = all.and(part);
    }
    return all;
  }

  @Override
  public TracePart extractOutput(TracePart all) {
    return all;
  }

  @Override
  public Coder<TracePart> getAccumulatorCoder(CoderRegistry registry, Coder<TracePart> input) {
    return TracePartCoder.of();
  }

  @Override
  public Coder<TracePart> getDefaultOutputCoder(CoderRegistry registry, Coder<TracePart> input) {
    return TracePartCoder.of();
  }
}
