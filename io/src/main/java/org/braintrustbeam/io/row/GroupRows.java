package org.braintrustbeam.io.row;

import java.io.Serializable;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Groups what rows bring to the groups that they belong to, such as spans to their traces.
 *
 * <p>Input: rows, the newest version of each. Output: for each group that a row brings something to
 * all of that, in no order. Groups of few rows are meant: one is held in memory.
 *
 * @param <T> what a row brings
 */
public final class GroupRows<T>
    extends PTransform<PCollection<RowVersion>, PCollection<KV<String, List<T>>>>
    implements RowGrouping<KV<String, List<T>>> {

  /**
   * What a row brings to which group; null for nothing.
   *
   * @param <T> what a row brings
   */
  @FunctionalInterface
  public interface ToGroup<T> extends Serializable {
    @Nullable KV<String, T> of(RowVersion row);
  }

  private final ToGroup<T> toGroup;
  private final Coder<T> coder;

  private GroupRows(ToGroup<T> toGroup, Coder<T> coder) {
    this.toGroup = toGroup;
    this.coder = coder;
  }

  /** Of rows of which each brings one thing at most. */
  public static <T> GroupRows<T> by(ToGroup<T> toGroup, Coder<T> coder) {
    return new GroupRows<>(toGroup, coder);
  }

  @Override
  public PCollection<KV<String, List<T>>> expand(PCollection<RowVersion> rows) {
    return rows.apply("ToGroup", ParDo.of(new ToGroupFn<>(toGroup)))
        .setCoder(parts())
        .apply("Collect", CombineByShard.toLists());
  }

  @Override
  public Chunks<RowVersion> chunks(int shards) {
    Chunks<KV<String, T>> parts = CombineByShard.chunks(parts(), shards);
    return new Chunks<>() {
      @Override
      public void add(RowVersion row, ObjIntConsumer<byte[]> taker) {
        KV<String, T> part = toGroup.of(row);
        if (part != null) {
          parts.add(part, taker);
        }
      }

      @Override
      public void drain(ObjIntConsumer<byte[]> taker) {
        parts.drain(taker);
      }
    };
  }

  @Override
  public PTransform<PCollection<KV<Integer, byte[]>>, PCollection<KV<String, List<T>>>> ofChunks() {
    return CombineByShard.<String, T>toLists().ofChunks(parts());
  }

  private KvCoder<String, T> parts() {
    return KvCoder.of(StringUtf8Coder.of(), coder);
  }

  private static final class ToGroupFn<T> extends DoFn<RowVersion, KV<String, T>> {
    private final ToGroup<T> toGroup;

    ToGroupFn(ToGroup<T> toGroup) {
      this.toGroup = toGroup;
    }

    @ProcessElement
    public void group(@Element RowVersion row, OutputReceiver<KV<String, T>> out) {
      KV<String, T> part = toGroup.of(row);
      if (part != null) {
        out.output(part);
      }
    }
  }
}
