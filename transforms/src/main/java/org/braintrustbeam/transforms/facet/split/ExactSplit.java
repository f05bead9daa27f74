package org.braintrustbeam.transforms.facet.split;

import java.util.Map;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
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
 * row waits for the others of its group in memory. Where there is a row there is a last digest, so
 * the side input is never empty; see the package.
 */
final class ExactSplit extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final SplitPlan plan;

  ExactSplit(SplitPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    PCollectionView<Map<SampleKey, String>> cutOffs =
        rows.apply("Rank", MapElements.via(new Rank(plan)))
            .apply("CutOff", Combine.perKey(new CutOff(plan)))
            .apply("CutOffs", View.asMap());
    return rows.apply("Split", ParDo.of(new SplitFn(plan, cutOffs)).withSideInputs(cutOffs));
  }

  private static SampleKey groupOf(DatasetRow row) {
    return new SampleKey(row.facetName(), row.bucket());
  }

  private static final class Rank extends SimpleFunction<DatasetRow, KV<SampleKey, String>> {
    private final SplitPlan plan;

    Rank(SplitPlan plan) {
      this.plan = plan;
    }

    @Override
    public KV<SampleKey, String> apply(DatasetRow row) {
      Side side = row.side();
      return KV.of(groupOf(row), side == null ? plan.digest(row) : side.word());
    }
  }

  private static final class SplitFn extends DoFn<DatasetRow, DatasetRow> {
    private final SplitPlan plan;
    private final PCollectionView<Map<SampleKey, String>> cutOffs;

    SplitFn(SplitPlan plan, PCollectionView<Map<SampleKey, String>> cutOffs) {
      this.plan = plan;
      this.cutOffs = cutOffs;
    }

    @ProcessElement
    public void split(ProcessContext context) {
      DatasetRow row = context.element();
      if (row.side() == null) {
        String cutOff = context.sideInput(cutOffs).getOrDefault(groupOf(row), "");
        row = row.on(plan.digest(row).compareTo(cutOff) <= 0 ? Side.VALIDATION : Side.TRAIN);
      }
      context.output(row);
    }
  }
}
