package org.braintrustbeam.transforms.facet.sample;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Combines the values of one {@link SampleKey} to those that are chosen. */
final class ChooseBest<T> extends CombineFn<T, Chosen<T>, List<T>> {
  private final SamplePlan plan;
  private final SampleOf<T> of;

  ChooseBest(SamplePlan plan, SampleOf<T> of) {
    this.plan = plan;
    this.of = of;
  }

  @Override
  public Chosen<T> createAccumulator() {
    return new Chosen<>(plan, of);
  }

  @Override
  public Chosen<T> addInput(Chosen<T> chosen, T value) {
    chosen.offer(value);
    return chosen;
  }

  @Override
  public Chosen<T> mergeAccumulators(Iterable<Chosen<T>> parts) {
    Chosen<T> merged = createAccumulator();
    parts.forEach(part -> part.values().forEach(merged::offer));
    return merged;
  }

  @Override
  public List<T> extractOutput(Chosen<T> chosen) {
    return new ArrayList<>(chosen.values());
  }

  @Override
  public Coder<Chosen<T>> getAccumulatorCoder(CoderRegistry registry, Coder<T> input) {
    SamplePlan ofAll = plan;
    SampleOf<T> what = of;
    return DelegateCoder.of(
        ListCoder.of(input),
        chosen -> new ArrayList<>(chosen.values()),
        values -> {
          Chosen<T> chosen = new Chosen<>(ofAll, what);
          values.forEach(chosen::offer);
          return chosen;
        });
  }

  @Override
  public Coder<List<T>> getDefaultOutputCoder(CoderRegistry registry, Coder<T> input) {
    return ListCoder.of(input);
  }
}
