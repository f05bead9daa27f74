package org.braintrustbeam.pipelines.updatedataset;

import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.braintrustbeam.transforms.update.UpdateOutcome;

/**
 * Lets outcomes through when none of all is a conflict, and nothing otherwise: a side input is
 * there only once every outcome is known, so nothing is written before.
 */
final class UnlessConflict
    extends PTransform<PCollection<UpdateOutcome>, PCollection<UpdateOutcome>> {
  private final PCollection<UpdateOutcome> all;

  private UnlessConflict(PCollection<UpdateOutcome> all) {
    this.all = all;
  }

  static UnlessConflict among(PCollection<UpdateOutcome> all) {
    return new UnlessConflict(all);
  }

  @Override
  public PCollection<UpdateOutcome> expand(PCollection<UpdateOutcome> outcomes) {
    PCollectionView<Long> conflicts =
        all.apply("Conflicts", Filter.by(outcome -> outcome.kind() == UpdateOutcome.Kind.CONFLICT))
            .apply("Count", Count.globally())
            .apply("AsView", View.asSingleton());
    return outcomes.apply("Gate", ParDo.of(new GateFn(conflicts)).withSideInputs(conflicts));
  }

  private static final class GateFn extends DoFn<UpdateOutcome, UpdateOutcome> {
    private final PCollectionView<Long> conflicts;

    GateFn(PCollectionView<Long> conflicts) {
      this.conflicts = conflicts;
    }

    @ProcessElement
    public void gate(ProcessContext context) {
      if (context.sideInput(conflicts) == 0) {
        context.output(context.element());
      }
    }
  }
}
