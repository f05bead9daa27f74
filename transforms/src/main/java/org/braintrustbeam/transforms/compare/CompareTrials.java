package org.braintrustbeam.transforms.compare;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.transforms.keys.InputKey;

/**
 * Compares the trials of two experiments case by case.
 *
 * <p>Input: trials, each with all its scores. Output: one tally a group; nothing if there is no
 * trial. A case is in one group, so tallies of groups add up to that of all cases.
 *
 * <p>Trials are of one case if they ran on the same dataset record, or, where the other experiment
 * has no trial of that record, if their inputs are the same JSON value. Memory: the trials of one
 * dataset record, and a tally for each group.
 */
public final class CompareTrials
    extends PTransform<PCollection<Trial>, PCollection<KV<String, ComparisonTally>>> {
  private CompareTrials() {}

  /** By the case that they are of. */
  public static CompareTrials byCase() {
    return new CompareTrials();
  }

  @Override
  public PCollection<KV<String, ComparisonTally>> expand(PCollection<Trial> trials) {
    return trials
        .apply("KeyByRecord", ParDo.of(new KeyByRecordFn()))
        .apply("CollectRecords", CombineByShard.toLists())
        .apply("ChooseKeys", ParDo.of(new ChooseKeysFn()))
        .apply("CompareCases", CombineByShard.perKey(new CombineTrials()))
        .apply("AddUp", ParDo.of(new AddUpFn()))
        .apply("AllCases", Combine.perKey((ComparisonTally a, ComparisonTally b) -> a.plus(b)));
  }

  /** A trial without a record is by itself here. */
  private static final class KeyByRecordFn extends DoFn<Trial, KV<String, Trial>> {
    @ProcessElement
    public void key(@Element Trial trial, OutputReceiver<KV<String, Trial>> out) {
      InputKey origin = trial.origin();
      out.output(
          KV.of(origin == null ? trial.arm() + "/" + trial.rowId() : origin.toString(), trial));
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

  /** Adds up within a bundle, so that what is shuffled is one element a bundle and group. */
  private static final class AddUpFn
      extends DoFn<KV<InputKey, KV<String, ComparisonTally>>, KV<String, ComparisonTally>> {
    private transient Map<String, ComparisonTally> soFar = new TreeMap<>();

    @StartBundle
    public void start() {
      soFar = new TreeMap<>();
    }

    @ProcessElement
    public void add(@Element KV<InputKey, KV<String, ComparisonTally>> testCase) {
      KV<String, ComparisonTally> one = testCase.getValue();
      soFar.merge(one.getKey(), one.getValue(), ComparisonTally::plus);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      soFar.forEach(
          (group, tally) ->
              context.output(
                  KV.of(group, tally),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
    }
  }
}
