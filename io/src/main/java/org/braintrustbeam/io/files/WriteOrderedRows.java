package org.braintrustbeam.io.files;

import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
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

/**
 * Writes the outputs of a pipeline into a folder, each as sorted files; {@link ResultFiles} reads
 * them back. The input has an {@link OrderedRow} collection for each output, tagged with its name;
 * all are bounded and in the global window.
 *
 * <p>Right under repetition: a file has a name that no other attempt at its bundle uses, and at the
 * end a manifest says which files count. It is written also when there are no rows, so that a run
 * that left nothing can be told from one whose result went elsewhere.
 *
 * <p>The rows are not shuffled: a bundle writes what it has, sorted, and only the names of the
 * files are gathered, with the rows of bundles that have few. Memory: see {@link RunWriter}.
 */
public final class WriteOrderedRows extends PTransform<PCollectionTuple, PDone> {
  private static final Coder<KV<String, BundleRows>> LEFT =
      KvCoder.of(StringUtf8Coder.of(), BundleRowsCoder.of());

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
    PCollectionList<KV<String, BundleRows>> all =
        PCollectionList.of(
            outputs
                .getPipeline()
                .apply("Always", Impulse.create())
                .apply("OneManifest", MapElements.via(new OneManifest()))
                .setCoder(LEFT));
    for (Map.Entry<TupleTag<?>, PCollection<?>> output : outputs.getAll().entrySet()) {
      all = all.and(files(output.getKey().getId(), output.getValue()));
    }
    all.apply("AllOutputs", Flatten.pCollections())
        .apply("GatherFiles", GroupByKey.create())
        .apply("WriteManifest", ParDo.of(new WriteManifestFn(folder)));
    return PDone.in(outputs.getPipeline());
  }

  @SuppressWarnings("unchecked") // what is tagged as an output is made of such rows
  private PCollection<KV<String, BundleRows>> files(String name, PValue output) {
    return ((PCollection<OrderedRow>) output)
        .apply("WriteFiles-" + name, ParDo.of(new WriteRunsFn(folder, name)))
        .setCoder(LEFT);
  }

  private static final class OneManifest extends SimpleFunction<byte[], KV<String, BundleRows>> {
    @Override
    public KV<String, BundleRows> apply(byte[] impulse) {
      return KV.of("", BundleRows.NONE);
    }
  }
}
