package org.braintrustbeam.transforms.compare;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowVersion;

/**
 * The rows of experiments to the trials that they are about.
 *
 * <p>Input: roots and score spans, the newest version of each row; of score spans {@code error},
 * {@code scores} and the span's header are needed, of roots also {@code input}, {@code metadata}
 * and {@code origin}. Output: a trial for each root of a test case, with the scores of its whole
 * trace. What travels of a row are its scores and digests, never its contents. Memory: the rows of
 * one trace.
 */
public final class ExperimentTrials
    extends PTransform<PCollection<RowVersion>, PCollection<Trial>> {
  private final String newExperiment;
  private final String groupedBy;

  private ExperimentTrials(String newExperiment, String groupedBy) {
    this.newExperiment = newExperiment;
    this.groupedBy = groupedBy;
  }

  /** The experiment of this id is the new one, any other one the baseline. */
  public static ExperimentTrials withNew(String experimentId) {
    return new ExperimentTrials(experimentId, "");
  }

  /** All rows are of the baseline. */
  public static ExperimentTrials ofBaseline() {
    return new ExperimentTrials("", "");
  }

  /** A trial is in the group that this field of its root's metadata names. */
  public ExperimentTrials groupedBy(String metadataField) {
    return new ExperimentTrials(newExperiment, metadataField);
  }

  @Override
  public PCollection<Trial> expand(PCollection<RowVersion> rows) {
    return rows.apply("ReadTrials", ParDo.of(new ReadTrialsFn(newExperiment, groupedBy)))
        .apply("CollectTraces", CombineByShard.toLists())
        .apply("JoinTraces", ParDo.of(new JoinTracesFn()));
  }

  private static final class ReadTrialsFn extends DoFn<RowVersion, KV<String, Trial>> {
    private final String newExperiment;
    private final String groupedBy;

    ReadTrialsFn(String newExperiment, String groupedBy) {
      this.newExperiment = newExperiment;
      this.groupedBy = groupedBy;
    }

    @ProcessElement
    public void read(@Element RowVersion row, OutputReceiver<KV<String, Trial>> out) {
      String experiment = row.key().objectId();
      Arm arm = experiment.equals(newExperiment) ? Arm.NEW : Arm.BASELINE;
      Trial trial = ReadTrial.of(row, arm, groupedBy);
      if (trial != null) {
        out.output(KV.of(experiment + '/' + trial.trace().traceId(), trial));
      }
    }
  }

  private static final class JoinTracesFn extends DoFn<KV<String, List<Trial>>, Trial> {
    @ProcessElement
    public void join(@Element KV<String, List<Trial>> trace, OutputReceiver<Trial> out) {
      JoinTrace.trials(trace.getValue()).forEach(out::output);
    }
  }
}
