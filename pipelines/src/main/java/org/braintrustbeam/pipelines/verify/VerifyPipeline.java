package org.braintrustbeam.pipelines.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.comparison.ComparedRows;
import org.braintrustbeam.pipelines.comparison.Tallies;
import org.braintrustbeam.transforms.compare.CompareTrials;
import org.braintrustbeam.transforms.compare.ComparisonTally;
import org.braintrustbeam.transforms.compare.ExperimentTrials;

/** The composition of {@code verify}: the rows of both experiments to one tally. */
final class VerifyPipeline {
  private VerifyPipeline() {}

  /**
   * The pipeline.
   *
   * @param experiments the new one first
   */
  static Pipeline create(
      VerifyOptions options,
      ConnectionSettings connection,
      List<ExperimentRead> experiments,
      Folders folders) {
    List<PCollection<Reject>> rejects = new ArrayList<>();
    Pipeline pipeline = Pipeline.create(options);
    PCollection<OrderedRow> tally =
        pipeline
            .apply("ReadSpans", ComparedRows.of(experiments, connection, options.getLimit()))
            .failuresTo(rejects)
            .apply("ReadTrials", ExperimentTrials.withNew(experiments.get(0).all().id()))
            .apply("CompareTrials", CompareTrials.byCase())
            .apply("TallyLines", Tallies.toLines());
    DeadLetters.with(rejects, PCollectionTuple.of(Tallies.OUTPUT, tally))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  /** What the pipeline has left; all cases are in one group. */
  static ComparisonTally tally(Folders folders) throws IOException {
    return Tallies.in(folders).values().stream()
        .reduce(ComparisonTally.NONE, ComparisonTally::plus);
  }
}
