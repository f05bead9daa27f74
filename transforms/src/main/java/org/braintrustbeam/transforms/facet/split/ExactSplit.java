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
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.sample.SampleKey;

/**
 * Of each facet and bucket the rows with the lowest digests are for validation.
 *
 * <p>The digests are gathered to find the last of these, and each row is then held against it: no
 * row waits for the others of its group.
 */
final class ExactSplit extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final SplitPlan plan;
  private final PCollectionView<Map<String, String>> known;

  ExactSplit(SplitPlan plan, PCollectionView<Map<String, String>> known) {
    this.plan = plan;
    this.known = known;
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    PCollectionView<Map<SampleKey, String>> cutOffs =
        rows.apply("Rank", ParDo.of(new RankFn(plan, known)).withSideInputs(known))
            .apply("CutOff", Combine.perKey(new CutOff(plan)))
            .apply("CutOffs", View.asMap());
    return rows.apply(
        "Split", ParDo.of(new SplitFn(plan, known, cutOffs)).withSideInputs(known, cutOffs));
  }

  private static SampleKey groupOf(DatasetRow row) {
    return new SampleKey(row.facetName(), row.bucket());
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

  private static final class SplitFn extends DoFn<DatasetRow, DatasetRow> {
    private final SplitPlan plan;
    private final PCollectionView<Map<String, String>> known;
    private final PCollectionView<Map<SampleKey, String>> cutOffs;

    SplitFn(
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
}
