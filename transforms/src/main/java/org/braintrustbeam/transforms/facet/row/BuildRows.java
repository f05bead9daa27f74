package org.braintrustbeam.transforms.facet.row;

import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/** Makes rows of labelled calls, on no side yet. */
public final class BuildRows
    extends PTransform<PCollection<LabelledCall>, PCollection<DatasetRow>> {
  private final RowPlan plan;
  private final PCollectionView<Map<String, String>> promptHashes;

  private BuildRows(RowPlan plan, PCollectionView<Map<String, String>> promptHashes) {
    this.plan = plan;
    this.promptHashes = promptHashes;
  }

  /**
   * By this plan.
   *
   * @param promptHashes SHA-256 of the prompt that stands for each facet in this run
   */
  public static BuildRows by(RowPlan plan, PCollectionView<Map<String, String>> promptHashes) {
    return new BuildRows(plan, promptHashes);
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<LabelledCall> labelled) {
    return labelled.apply(
        "BuildRow", ParDo.of(new BuildFn(plan, promptHashes)).withSideInputs(promptHashes));
  }

  private static final class BuildFn extends DoFn<LabelledCall, DatasetRow> {
    private final RowPlan plan;
    private final PCollectionView<Map<String, String>> promptHashes;

    BuildFn(RowPlan plan, PCollectionView<Map<String, String>> promptHashes) {
      this.plan = plan;
      this.promptHashes = promptHashes;
    }

    @ProcessElement
    public void build(ProcessContext context) {
      LabelledCall labelled = context.element();
      String hash = context.sideInput(promptHashes).get(labelled.call().facetName());
      context.output(BuildRow.of(labelled, plan, hash));
    }
  }
}
