package org.braintrustbeam.io.row;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Combines the values of each key, like {@code Combine.perKey}, at the least cost that the runner
 * allows.
 *
 * <p>Runners do much for every element and every distinct key of a keyed step: the DirectRunner
 * sets timers for each element and takes up to 2 ms for a key, Flink decodes keys whenever its sort
 * compares two. So what is grouped are chunks: the encoded elements of one bundle and one shard of
 * the keys. The keys proper are combined in a map inside the shard. Memory: {@value
 * ShardBuffers#LIMIT} bytes for each thread that fills chunks, and the accumulators of one shard
 * for each that combines.
 *
 * <p>There is no combining before the shuffle: keys here have one or two values, so it would save
 * nothing. The function must not depend on the order of its inputs; the key's coder must be
 * deterministic, and the key have a true {@code equals}.
 *
 * @param <K> key
 * @param <InputT> value
 * @param <AccumT> accumulator, never encoded
 * @param <OutputT> result for a key
 */
public final class CombineByShard<K, InputT, AccumT, OutputT>
    extends PTransform<PCollection<KV<K, InputT>>, PCollection<KV<K, OutputT>>> {

  /** Few, because there each shard is a bundle, whose results are copied by the next grouping. */
  private static final int FEW = 8;

  /** A million bytes or so on the heap, and chunks of several rows. */
  private static final long ROWS_A_SHARD = 1_000;

  /** Enough for the slots of any cluster to have about equal parts. */
  private static final int FEWEST = 128;

  private static final int UNKNOWN = 4_096;

  /** With more the chunks would hold less than a row each. */
  private static final int MOST = 32_768;

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
    int shards = shards(input.getPipeline().getOptions());
    PCollection<KV<Integer, byte[]>> chunks =
        input.apply("FillChunks", ParDo.of(new FillChunksFn<>(() -> chunks(coder, shards))));
    return combined(chunks, coder);
  }

  /** The second half, of {@link #chunks} that have been handed over, with their shards. */
  PTransform<PCollection<KV<Integer, byte[]>>, PCollection<KV<K, OutputT>>> ofChunks(
      KvCoder<K, InputT> coder) {
    return new PTransform<>() {
      @Override
      public PCollection<KV<K, OutputT>> expand(PCollection<KV<Integer, byte[]>> chunks) {
        return combined(chunks, coder);
      }
    };
  }

  private PCollection<KV<K, OutputT>> combined(
      PCollection<KV<Integer, byte[]>> chunks, KvCoder<K, InputT> coder) {
    verifyDeterministic(coder.getKeyCoder());
    return chunks
        .apply("GroupByShard", GroupByKey.create())
        .apply("CombineInShard", ParDo.of(new CombineInShardFn<>(coder, fn)))
        .setCoder(KvCoder.of(coder.getKeyCoder(), outputCoder(chunks.getPipeline(), coder)));
  }

  /** For the elements of one bundle. */
  static <K, V> Chunks<KV<K, V>> chunks(KvCoder<K, V> coder, int shards) {
    return ShardBuffers.of(coder, KV::getKey, coder.getKeyCoder(), shards, ShardBuffers.LIMIT);
  }

  /** How many shards there are for the keys of a job. */
  public static int shards(PipelineOptions options) {
    return isDirect(options) ? FEW : shards(options.as(ExpectedRows.class).getExpectedRows());
  }

  /** For a runner that takes many keys; a power of two. */
  static int shards(long rows) {
    long wanted = rows < 0 ? UNKNOWN : Math.max(1, rows / ROWS_A_SHARD);
    return (int) Math.min(MOST, Math.max(FEWEST, Long.highestOneBit(2 * wanted - 1)));
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

  private Coder<OutputT> outputCoder(Pipeline pipeline, KvCoder<K, InputT> coder) {
    try {
      return fn.getDefaultOutputCoder(pipeline.getCoderRegistry(), coder.getValueCoder());
    } catch (CannotProvideCoderException e) {
      throw new IllegalStateException("no coder for the output of " + fn.getClass(), e);
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
