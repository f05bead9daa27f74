package org.braintrustbeam.io.row;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Combines the values of each key, like {@code Combine.perKey}, at the least cost that the runner
 * allows.
 *
 * <p>The DirectRunner takes up to 2 ms for every distinct key of a keyed step. There the keys of a
 * grouping are a fixed number of shards, and the keys proper are combined in a map inside the
 * shard; memory: the accumulators of one shard. On any other runner each key is a shard of its own,
 * named by a short digest that sorts fast; memory: the accumulator of one key.
 *
 * <p>There is no combining before the shuffle: keys here have one or two values, so it would sort
 * everything twice and save nothing. The function must not depend on the order of its inputs; the
 * key's coder must be deterministic, and the key have a true {@code equals}.
 *
 * @param <K> key
 * @param <InputT> value
 * @param <AccumT> accumulator, never encoded
 * @param <OutputT> result for a key
 */
public final class CombineByShard<K, InputT, AccumT, OutputT>
    extends PTransform<PCollection<KV<K, InputT>>, PCollection<KV<K, OutputT>>> {

  private final CombineFn<InputT, AccumT, OutputT> fn;

  private CombineByShard(CombineFn<InputT, AccumT, OutputT> fn) {
    this.fn = fn;
  }

  /** Combines the values of each key with this function. */
  public static <K, InputT, AccumT, OutputT> CombineByShard<K, InputT, AccumT, OutputT> perKey(
      CombineFn<InputT, AccumT, OutputT> fn) {
    return new CombineByShard<>(fn);
  }

  /** Collects the values of each key, in no order; for keys with few values. */
  public static <K, T> CombineByShard<K, T, List<T>, List<T>> toLists() {
    return new CombineByShard<>(new Collect<>());
  }

  @Override
  public PCollection<KV<K, OutputT>> expand(PCollection<KV<K, InputT>> input) {
    KvCoder<K, InputT> coder = (KvCoder<K, InputT>) input.getCoder();
    verifyDeterministic(coder.getKeyCoder());
    boolean few = isDirect(input.getPipeline().getOptions());
    return input
        .apply("AssignShard", ParDo.of(new AssignShardFn<>(coder.getKeyCoder(), few)))
        .setCoder(KvCoder.of(ShardCoder.of(), coder))
        .apply("GroupByShard", GroupByKey.create())
        .apply("CombineInShard", ParDo.of(new CombineInShardFn<>(fn)))
        .setCoder(KvCoder.of(coder.getKeyCoder(), outputCoder(input, coder)));
  }

  /** By its name: the pipelines do not depend on any runner. */
  private static boolean isDirect(PipelineOptions options) {
    return options.getRunner().getSimpleName().equals("DirectRunner");
  }

  private static void verifyDeterministic(Coder<?> keyCoder) {
    try {
      keyCoder.verifyDeterministic();
    } catch (Coder.NonDeterministicException e) {
      throw new IllegalStateException("equal keys must encode to equal bytes", e);
    }
  }

  private Coder<OutputT> outputCoder(PCollection<KV<K, InputT>> input, KvCoder<K, InputT> coder) {
    try {
      return fn.getDefaultOutputCoder(
          input.getPipeline().getCoderRegistry(), coder.getValueCoder());
    } catch (CannotProvideCoderException e) {
      throw new IllegalStateException("no coder for the output of " + fn.getClass(), e);
    }
  }

  private static final class AssignShardFn<K, V> extends DoFn<KV<K, V>, KV<Shard, KV<K, V>>> {
    private final Coder<K> keyCoder;
    private final boolean few;

    AssignShardFn(Coder<K> keyCoder, boolean few) {
      this.keyCoder = keyCoder;
      this.few = few;
    }

    @ProcessElement
    public void assign(@Element KV<K, V> element, OutputReceiver<KV<Shard, KV<K, V>>> out)
        throws IOException {
      ByteArrayOutputStream key = new ByteArrayOutputStream();
      keyCoder.encode(element.getKey(), key);
      byte[] bytes = key.toByteArray();
      out.output(KV.of(few ? Shard.oneOfFew(bytes) : Shard.ofItsOwn(bytes), element));
    }
  }

  private static final class CombineInShardFn<K, InputT, AccumT, OutputT>
      extends DoFn<KV<Shard, Iterable<KV<K, InputT>>>, KV<K, OutputT>> {
    private final CombineFn<InputT, AccumT, OutputT> fn;

    CombineInShardFn(CombineFn<InputT, AccumT, OutputT> fn) {
      this.fn = fn;
    }

    @ProcessElement
    public void combine(
        @Element KV<Shard, Iterable<KV<K, InputT>>> shard, OutputReceiver<KV<K, OutputT>> out) {
      Map<K, AccumT> accumulators = new HashMap<>();
      for (KV<K, InputT> element : shard.getValue()) {
        AccumT soFar = accumulators.get(element.getKey());
        accumulators.put(
            element.getKey(),
            fn.addInput(soFar == null ? fn.createAccumulator() : soFar, element.getValue()));
      }
      accumulators.forEach((key, value) -> out.output(KV.of(key, fn.extractOutput(value))));
    }
  }

  private static final class Collect<T> extends CombineFn<T, List<T>, List<T>> {
    @Override
    public List<T> createAccumulator() {
      return new ArrayList<>(2);
    }

    @Override
    public List<T> addInput(List<T> values, T value) {
      values.add(value);
      return values;
    }

    @Override
    public List<T> mergeAccumulators(Iterable<List<T>> lists) {
      List<T> all = new ArrayList<>();
      lists.forEach(all::addAll);
      return all;
    }

    @Override
    public List<T> extractOutput(List<T> values) {
      return values;
    }

    @Override
    public Coder<List<T>> getDefaultOutputCoder(CoderRegistry registry, Coder<T> input) {
      return ListCoder.of(input);
    }
  }
}
