package org.braintrustbeam.transforms.compare;

import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.InputKey;
import org.jspecify.annotations.Nullable;

/**
 * Compares two experiments case by case.
 *
 * <p>Input: the roots and the score spans of both, the newest version of each row; of score spans
 * {@code error}, {@code scores} and the span's header are needed, of roots also {@code input},
 * {@code metadata} and {@code origin}. Output: one tally, or nothing if there is no root.
 *
 * <p>Trials are of one case if they ran on the same dataset record, or, where the other experiment
 * has no trial of that record, if their inputs are the same JSON value. What travels of a row are
 * its scores and digests, never its contents. Memory: the trials of one dataset record, and the
 * tally.
 */
public final class CompareExperiments
    extends PTransform<PCollection<RowVersion>, PCollection<ComparisonTally>> {
  private final String newExperiment;

  private CompareExperiments(String newExperiment) {
    this.newExperiment = newExperiment;
  }

  /** The experiment of this id with the other one whose rows come. */
  public static CompareExperiments withNew(String experimentId) {
    return new CompareExperiments(experimentId);
  }

  @Override
  public PCollection<ComparisonTally> expand(PCollection<RowVersion> rows) {
    return rows.apply("ReadTrials", ParDo.of(new ReadTrialsFn(newExperiment)))
        .apply("CollectTraces", CombineByShard.toLists())
        .apply("JoinTraces", ParDo.of(new JoinTracesFn()))
        .apply("CollectRecords", CombineByShard.toLists())
        .apply("ChooseKeys", ParDo.of(new ChooseKeysFn()))
        .apply("CompareCases", CombineByShard.perKey(new CombineTrials()))
        .apply("AddUp", ParDo.of(new AddUpFn()))
        .apply(
            "AllCases",
            Combine.globally((ComparisonTally a, ComparisonTally b) -> a.plus(b))
                .withoutDefaults());
  }

  private static final class ReadTrialsFn extends DoFn<RowVersion, KV<String, Trial>> {
    private final String newExperiment;

    ReadTrialsFn(String newExperiment) {
      this.newExperiment = newExperiment;
    }

    @ProcessElement
    public void read(@Element RowVersion row, OutputReceiver<KV<String, Trial>> out) {
      String experiment = row.key().objectId();
      Trial trial = ReadTrial.of(row, experiment.equals(newExperiment) ? Arm.NEW : Arm.BASELINE);
      if (trial != null) {
        out.output(KV.of(experiment + '/' + trial.trace().traceId(), trial));
      }
    }
  }

  /** By the dataset record; a trial without one is by itself here. */
  private static final class JoinTracesFn extends DoFn<KV<String, List<Trial>>, KV<String, Trial>> {
    @ProcessElement
    public void join(
        @Element KV<String, List<Trial>> trace, OutputReceiver<KV<String, Trial>> out) {
      for (Trial trial : JoinTrace.trials(trace.getValue())) {
        InputKey origin = trial.origin();
        out.output(
            KV.of(origin == null ? trial.arm() + "/" + trial.rowId() : origin.toString(), trial));
      }
    }
  }

  private static final class ChooseKeysFn
      extends DoFn<KV<String, List<Trial>>, KV<InputKey, Trial>> {
    @ProcessElement
    public void choose(
        @Element KV<String, List<Trial>> record, OutputReceiver<KV<InputKey, Trial>> out) {
      boolean inBoth = record.getValue().stream().map(Trial::arm).distinct().count() > 1;
      for (Trial trial : record.getValue()) {
        InputKey origin = trial.origin();
        out.output(KV.of(inBoth && origin != null ? origin : trial.input(), trial));
      }
    }
  }

  /** Adds up within a bundle, so that what is shuffled is one element a bundle. */
  private static final class AddUpFn extends DoFn<KV<InputKey, ComparisonTally>, ComparisonTally> {
    private transient @Nullable ComparisonTally soFar;

    @StartBundle
    public void start() {
      soFar = null;
    }

    @ProcessElement
    public void add(@Element KV<InputKey, ComparisonTally> testCase) {
      ComparisonTally before = soFar;
      soFar = before == null ? testCase.getValue() : before.plus(testCase.getValue());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      ComparisonTally tally = soFar;
      if (tally != null) {
        context.output(tally, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }
  }
}
