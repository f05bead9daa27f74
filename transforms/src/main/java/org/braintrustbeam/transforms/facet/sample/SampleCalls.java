package org.braintrustbeam.transforms.facet.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the calls that are labelled: at most one a trace and facet, and of each facet no more
 * than a limit of positive and of negative ones, by their weak bucket; an unknown bucket is never
 * chosen. The same at every parallelism and in every order of arrival.
 *
 * <p>Bounded, in the global window. Memory: the calls that may still be chosen, of each facet.
 */
public final class SampleCalls extends PTransform<PCollection<FacetCall>, PCollection<FacetCall>> {
  private final @Nullable SamplePlan plan;

  private SampleCalls(@Nullable SamplePlan plan) {
    this.plan = plan;
  }

  /** Within these limits. */
  public static SampleCalls by(SamplePlan plan) {
    return new SampleCalls(plan);
  }

  /**
   * All calls, whatever their bucket. Where one span has several for a facet the last is taken:
   * they would be written to one row, and that is the one that would stay there.
   */
  public static SampleCalls all() {
    return new SampleCalls(null);
  }

  @Override
  public PCollection<FacetCall> expand(PCollection<FacetCall> calls) {
    return plan == null
        ? calls.apply("OneARow", Filter.by(call -> !call.shadowed()))
        : calls
            .apply("ChooseInBundle", ParDo.of(new ChooseInBundleFn(plan)))
            .apply("Choose", Combine.perKey(new ChooseCalls(plan)))
            .apply("DropKeys", Values.create())
            .apply("Chosen", Flatten.iterables());
  }

  /** Lets through what may still be chosen at the end of a bundle, so that little is shuffled. */
  private static final class ChooseInBundleFn extends DoFn<FacetCall, KV<SampleKey, FacetCall>> {
    private final SamplePlan plan;
    private transient Map<SampleKey, Chosen> chosen = new LinkedHashMap<>();

    ChooseInBundleFn(SamplePlan plan) {
      this.plan = plan;
    }

    @StartBundle
    public void start() {
      chosen = new LinkedHashMap<>();
    }

    @ProcessElement
    public void choose(@Element FacetCall call) {
      chosen.computeIfAbsent(SampleKey.of(call), key -> new Chosen()).offer(call, plan);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      chosen.forEach((key, best) -> best.calls().forEach(call -> output(key, call, context)));
    }

    private static void output(SampleKey key, FacetCall call, FinishBundleContext context) {
      context.output(KV.of(key, call), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }
}
