package org.braintrustbeam.transforms.facet.split;

import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.jspecify.annotations.Nullable;

/**
 * Puts each row on a side. The same in every order of arrival and at every parallelism.
 *
 * <p>Bounded, in the global window; row ids are unique. Memory of an exact split: the digests of
 * the rows of one facet and bucket. The sides that are known are a side input.
 */
public final class SplitRows extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private static final KvCoder<String, String> TEXTS =
      KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());

  private final SplitPlan plan;
  private final @Nullable PCollection<RowVersion> existing;

  private SplitRows(SplitPlan plan, @Nullable PCollection<RowVersion> existing) {
    this.plan = plan;
    this.existing = existing;
  }

  /** By this plan. */
  public static SplitRows by(SplitPlan plan) {
    return new SplitRows(plan, null);
  }

  /**
   * Rows that have a side keep it, and by threshold the others of their group follow them if they
   * agree.
   *
   * @param rows of the target dataset, the newest version of each, with the column {@code metadata}
   */
  public SplitRows keepingSidesOf(PCollection<RowVersion> rows) {
    return new SplitRows(plan, rows);
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    PCollectionView<Map<String, String>> known =
        knownSides(rows).setCoder(TEXTS).apply("KnownSides", View.asMap());
    return switch (plan.method()) {
      case EXACT -> rows.apply("Exactly", new ExactSplit(plan, known));
      case THRESHOLD -> rows.apply("ByThreshold", new ThresholdSplit(plan, known));
    };
  }

  private PCollection<KV<String, String>> knownSides(PCollection<DatasetRow> rows) {
    return existing == null
        ? rows.getPipeline().apply("NoSides", Create.empty(TEXTS))
        : existing.apply("ReadSides", ParDo.of(new ReadSidesFn()));
  }

  private static final class ReadSidesFn extends DoFn<RowVersion, KV<String, String>> {
    @ProcessElement
    public void read(@Element RowVersion row, OutputReceiver<KV<String, String>> out) {
      Side side = Side.ofRow(row.json());
      if (side != null) {
        out.output(KV.of(row.key().rowId(), side.word()));
      }
    }
  }
}
