package org.braintrustbeam.io.row;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps the newest version of every row; a row whose newest version is a deletion goes.
 *
 * <p>Grouped like {@link CombineByShard}, by the row's key.
 */
public final class LatestRowVersion
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<RowVersion>>
    implements RowGrouping<RowVersion> {

  /** Version order; a tie must not depend on the order of arrival. */
  static final Comparator<RowVersion> BY_AGE =
      Comparator.<RowVersion>comparingLong(row -> row.xactId() + Long.MIN_VALUE)
          .thenComparing(RowVersion::deleted)
          .thenComparing(row -> row.json().bytes(), Arrays::compareUnsigned);

  private LatestRowVersion() {}

  /** Of rows; a step of its own to fill the chunks. */
  public static PTransform<PCollection<RowVersion>, PCollection<RowVersion>> perRow() {
    return new PerRow();
  }

  /** In two halves; as a transform the second one. */
  public static LatestRowVersion inTwoHalves() {
    return new LatestRowVersion();
  }

  @Override
  public Chunks<RowVersion> chunks(int shards) {
    return ShardBuffers.of(
        RowVersionCoder.of(), RowVersion::key, RowKeyCoder.of(), shards, ShardBuffers.LIMIT);
  }

  @Override
  public LatestRowVersion ofChunks() {
    return this;
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<KV<Integer, byte[]>> chunks) {
    return chunks
        .apply("GroupByShard", GroupByKey.create())
        .apply("PickNewest", ParDo.of(new NewestInShardFn()));
  }

  /** Of two versions of a row the later one, whatever the order or grouping of the calls. */
  public static RowVersion newest(RowVersion left, RowVersion right) {
    return BY_AGE.compare(left, right) >= 0 ? left : right;
  }

  private static final class PerRow
      extends PTransform<PCollection<RowVersion>, PCollection<RowVersion>> {
    @Override
    public PCollection<RowVersion> expand(PCollection<RowVersion> versions) {
      int shards = CombineByShard.shards(versions.getPipeline().getOptions());
      return versions
          .apply("FillChunks", ParDo.of(new FillChunksFn<>(() -> inTwoHalves().chunks(shards))))
          .apply("OfChunks", inTwoHalves());
    }
  }

  private static final class NewestInShardFn
      extends DoFn<KV<Integer, Iterable<byte[]>>, RowVersion> {
    @ProcessElement
    public void pick(@Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<RowVersion> out)
        throws IOException {
      Map<RowKey, RowVersion> newest = new HashMap<>();
      for (byte[] chunk : shard.getValue()) {
        ShardBuffers.decode(
            RowVersionCoder.of(),
            chunk,
            row -> newest.merge(row.key(), row, LatestRowVersion::newest));
      }
      newest.values().stream().filter(row -> !row.deleted()).forEach(out::output);
    }
  }
}
