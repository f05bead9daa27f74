package org.braintrustbeam.transforms.facet.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Chooses no more than a limit of each {@link SampleKey}, and of each trace one at most: the
 * newest, or those that a digest draws. The same at every parallelism and in every order of
 * arrival.
 *
 * <p>Bounded, in the global window. Memory: what may still be chosen, of each key.
 *
 * @param <T> what is sampled
 */
public final class SampleBest<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private final SamplePlan plan;
  private final SampleOf<T> of;

  private SampleBest(SamplePlan plan, SampleOf<T> of) {
    this.plan = plan;
    this.of = of;
  }

  /** Within these limits. */
  public static <T> SampleBest<T> by(SamplePlan plan, SampleOf<T> of) {
    return new SampleBest<>(plan, of);
  }

  @Override
  public PCollection<T> expand(PCollection<T> values) {
    return values
        .apply("ChooseInBundle", ParDo.of(new ChooseInBundleFn<>(plan, of)))
        .setCoder(KvCoder.of(SampleKeyCoder.of(), values.getCoder()))
        .apply("Choose", Combine.perKey(new ChooseBest<>(plan, of)))
        .apply("DropKeys", Values.create())
        .apply("Chosen", Flatten.iterables());
  }

  /** Lets through what may still be chosen at the end of a bundle, so that little is shuffled. */
  private static final class ChooseInBundleFn<T> extends DoFn<T, KV<SampleKey, T>> {
    private final SamplePlan plan;
    private final SampleOf<T> of;
    private transient Map<SampleKey, Chosen<T>> chosen = new LinkedHashMap<>();

    ChooseInBundleFn(SamplePlan plan, SampleOf<T> of) {
      this.plan = plan;
      this.of = of;
    }

    @StartBundle
    public void start() {
      chosen = new LinkedHashMap<>();
    }

    @ProcessElement
    public void choose(@Element T value) {
      chosen.computeIfAbsent(of.key(value), key -> new Chosen<>(plan, of)).offer(value);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      chosen.forEach((key, best) -> best.values().forEach(value -> output(key, value, context)));
      chosen = new LinkedHashMap<>(); // the instance outlives the bundle, its values need not
    }

    private void output(SampleKey key, T value, FinishBundleContext context) {
      context.output(
          KV.of(key, value), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }
  }
}
