package org.braintrustbeam.transforms.facet.split;

import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.sample.SampleKey;
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
    if (plan.method() == SplitPlan.Method.THRESHOLD) {
      PCollectionView<Map<String, String>> ofGroups =
          rows.apply("SidesInGroup", ParDo.of(new SideInGroupFn(plan, known)).withSideInputs(known))
              .apply("AgreedSide", CombineByShard.perKey(new AgreedSide()))
              .apply("GroupSides", View.asMap());
      return rows.apply(
          "ByThreshold",
          ParDo.of(new ByThresholdFn(plan, known, ofGroups)).withSideInputs(known, ofGroups));
    }
    PCollectionView<Map<SampleKey, String>> cutOffs =
        rows.apply("Rank", ParDo.of(new RankFn(plan, known)).withSideInputs(known))
            .apply("CutOff", Combine.perKey(new CutOff(plan)))
            .apply("CutOffs", View.asMap());
    return rows.apply(
        "ByRank", ParDo.of(new ByRankFn(plan, known, cutOffs)).withSideInputs(known, cutOffs));
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

  private static final class RankFn extends DoFn<DatasetRow, KV<SampleKey, String>> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;

    RankFn(SplitPlan plan, PCollectionView<Map<String, String>> known) {
      this.plan = plan;
      this.known = known;
    }

    @ProcessElement
    public void rank(ProcessContext context) {
      DatasetRow row = context.element();
      String side = context.sideInput(known).get(row.id());
      context.output(KV.of(groupOf(row), side == null ? plan.digest(row) : side));
    }
  }

  private static SampleKey groupOf(DatasetRow row) {
    return new SampleKey(row.facetName(), row.bucket());
  }

  private static final class ByRankFn extends DoFn<DatasetRow, DatasetRow> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;
    private final PCollectionView<Map<SampleKey, String>> cutOffs;

    ByRankFn(
        SplitPlan plan,
        PCollectionView<Map<String, String>> known,
        PCollectionView<Map<SampleKey, String>> cutOffs) {
      this.plan = plan;
      this.known = known;
      this.cutOffs = cutOffs;
    }

    @ProcessElement
    public void split(ProcessContext context) {
      DatasetRow row = context.element();
      Side side = Side.of(context.sideInput(known).get(row.id()));
      if (side == null) {
        String cutOff = context.sideInput(cutOffs).getOrDefault(groupOf(row), "");
        side = plan.digest(row).compareTo(cutOff) <= 0 ? Side.VALIDATION : Side.TRAIN;
      }
      context.output(row.on(side));
    }
  }

  /** What the rows say that have a side, of the group that they are in. */
  private static final class SideInGroupFn extends DoFn<DatasetRow, KV<String, String>> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;

    SideInGroupFn(SplitPlan plan, PCollectionView<Map<String, String>> known) {
      this.plan = plan;
      this.known = known;
    }

    @ProcessElement
    public void tell(ProcessContext context) {
      DatasetRow row = context.element();
      String side = context.sideInput(known).get(row.id());
      if (side != null) {
        context.output(KV.of(plan.group().key(row), side));
      }
    }
  }

  /** The side of all; a word that is no side if they are on both. */
  private static final class AgreedSide extends Combine.BinaryCombineFn<String> {
    @Override
    public String apply(String left, String right) {
      return left.equals(right) ? left : "both";
    }
  }

  private static final class ByThresholdFn extends DoFn<DatasetRow, DatasetRow> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;
    private final PCollectionView<Map<String, String>> ofGroups;

    ByThresholdFn(
        SplitPlan plan,
        PCollectionView<Map<String, String>> known,
        PCollectionView<Map<String, String>> ofGroups) {
      this.plan = plan;
      this.known = known;
      this.ofGroups = ofGroups;
    }

    @ProcessElement
    public void split(ProcessContext context) {
      DatasetRow row = context.element();
      Side side = Side.of(context.sideInput(known).get(row.id()));
      if (side == null) {
        side = Side.of(context.sideInput(ofGroups).get(plan.group().key(row)));
      }
      context.output(row.on(side == null ? plan.byThreshold(row) : side));
    }
  }
}
