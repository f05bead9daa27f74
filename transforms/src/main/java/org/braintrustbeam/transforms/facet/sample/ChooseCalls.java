package org.braintrustbeam.transforms.facet.sample;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.braintrustbeam.transforms.facet.call.FacetCall;

/** Combines the calls of one {@link SampleKey} to those that are chosen. */
final class ChooseCalls extends CombineFn<FacetCall, Chosen, List<FacetCall>> {
  private final SamplePlan plan;

  ChooseCalls(SamplePlan plan) {
    this.plan = plan;
  }

  @Override
  public Chosen createAccumulator() {
    return new Chosen();
  }

  @Override
  public Chosen addInput(Chosen chosen, FacetCall call) {
    chosen.offer(call, plan);
    return chosen;
  }

  @Override
  public Chosen mergeAccumulators(Iterable<Chosen> parts) {
    Chosen merged = new Chosen();
    parts.forEach(part -> part.calls().forEach(call -> merged.offer(call, plan)));
    return merged;
  }

  @Override
  public List<FacetCall> extractOutput(Chosen chosen) {
    return new ArrayList<>(chosen.calls());
  }

  @Override
  public Coder<Chosen> getAccumulatorCoder(CoderRegistry registry, Coder<FacetCall> input) {
    SamplePlan ofAll = plan;
    return DelegateCoder.of(
        ListCoder.of(input),
        chosen -> new ArrayList<>(chosen.calls()),
        calls -> {
          Chosen chosen = new Chosen();
          calls.forEach(call -> chosen.offer(call, ofAll));
          return chosen;
        });
  }

  @Override
  public Coder<List<FacetCall>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<FacetCall> input) {
    return ListCoder.of(input);
  }
}
