package org.braintrustbeam.transforms.facet.split;

import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;

/** Each row, or group of rows, goes by its digest alone, or by the side that it has already. */
final class ThresholdSplit extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final SplitPlan plan;
  private final PCollectionView<Map<String, String>> known;

  ThresholdSplit(SplitPlan plan, PCollectionView<Map<String, String>> known) {
    this.plan = plan;
    this.known = known;
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    PCollectionView<Map<String, String>> ofGroups =
        rows.apply("SidesInGroup", ParDo.of(new SideInGroupFn(plan, known)).withSideInputs(known))
            .apply("AgreedSide", CombineByShard.perKey(new AgreedSide()))
            .apply("GroupSides", View.asMap());
    return rows.apply(
        "Split", ParDo.of(new SplitFn(plan, known, ofGroups)).withSideInputs(known, ofGroups));
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

  private static final class SplitFn extends DoFn<DatasetRow, DatasetRow> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;
    private final PCollectionView<Map<String, String>> ofGroups;

    SplitFn(
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
