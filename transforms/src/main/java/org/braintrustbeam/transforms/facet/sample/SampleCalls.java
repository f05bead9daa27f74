package org.braintrustbeam.transforms.facet.sample;

import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
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
        : calls.apply("Best", SampleBest.by(plan, new OfCalls()));
  }

  /** By facet and weak bucket. */
  static final class OfCalls implements SampleOf<FacetCall> {
    @Override
    public SampleKey key(FacetCall call) {
      return SampleKey.of(call);
    }

    @Override
    public String trace(FacetCall call) {
      return call.source().rootSpanId();
    }

    @Override
    public String order(FacetCall call) {
      return call.order();
    }
  }
}
