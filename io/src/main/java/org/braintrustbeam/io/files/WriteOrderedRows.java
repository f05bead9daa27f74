package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;
import org.braintrustbeam.io.row.RawJson;

/**
 * Writes the outputs of a pipeline into a folder, each as sorted files; {@link ResultFiles} reads
 * them back. The input has an {@link OrderedRow} collection for each output, tagged with its name.
 *
 * <p>Right under repetition: a file has a name that no other attempt at its bundle uses, and at the
 * end a manifest says which files count. It is written also when there are no rows, so that a run
 * that left nothing can be told from one whose result went elsewhere.
 *
 * <p>All outputs go through one grouping, because each step costs a small job milliseconds. Memory:
 * see {@link WriteFilesFn}.
 */
public final class WriteOrderedRows extends PTransform<PCollectionTuple, PDone> {
  private static final int SHARDS = 16;

  /** The group that is there whatever the rows are. */
  static final String NO_OUTPUT = "";

  private final SharedFolder folder;

  private WriteOrderedRows(SharedFolder folder) {
    this.folder = folder;
  }

  /** Into this folder. */
  public static WriteOrderedRows to(SharedFolder folder) {
    return new WriteOrderedRows(folder);
  }

  @Override
  public PDone expand(PCollectionTuple outputs) {
    PCollectionList<KV<String, OrderedRow>> all =
        PCollectionList.of(
            outputs
                .getPipeline()
                .apply("Always", Impulse.create())
                .apply("OneGroup", MapElements.via(new OneGroup()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), OrderedRowCoder.of())));
    for (Map.Entry<TupleTag<?>, PCollection<?>> output : outputs.getAll().entrySet()) {
      all = all.and(inShards(output.getKey().getId(), output.getValue()));
    }
    all.apply("AllOutputs", Flatten.pCollections())
        .apply("GroupByFile", GroupByKey.create())
        .apply("WriteFiles", ParDo.of(new WriteFilesFn(folder)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
        .apply("GatherFiles", GroupByKey.create())
        .apply("WriteManifest", ParDo.of(new WriteManifestFn(folder)));
    return PDone.in(outputs.getPipeline());
  }

  @SuppressWarnings("unchecked") // what is tagged as an output is made of such rows
  private static PCollection<KV<String, OrderedRow>> inShards(String name, PValue output) {
    return ((PCollection<OrderedRow>) output)
        .apply("Shard-" + name, MapElements.via(new InShard(name)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), OrderedRowCoder.of()));
  }

  private static final class OneGroup extends SimpleFunction<byte[], KV<String, OrderedRow>> {
    @Override
    public KV<String, OrderedRow> apply(byte[] impulse) {
      return KV.of(NO_OUTPUT, new OrderedRow("", RawJson.NULL));
    }
  }

  /** To {@code output/shard}, by a hash that is the same in every process. */
  private static final class InShard extends SimpleFunction<OrderedRow, KV<String, OrderedRow>> {
    private final String output;

    InShard(String output) {
      this.output = output;
    }

    @Override
    public KV<String, OrderedRow> apply(OrderedRow row) {
      CRC32C hash = new CRC32C();
      hash.update(row.order().getBytes(UTF_8));
      return KV.of(output + '/' + hash.getValue() % SHARDS, row);
    }
  }
}
