package org.braintrustbeam.pipelines.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.transforms.compare.CompareExperiments;
import org.braintrustbeam.transforms.compare.ComparisonTally;
import org.braintrustbeam.transforms.compare.ComparisonTallyCoder;
import org.braintrustbeam.transforms.json.JsonMerge;

/** The composition of {@code verify}: the rows of both experiments to one tally. */
final class VerifyPipeline {
  private static final String TALLY = "tally";

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
            .apply("ReadSpans", ExperimentRead.together(reads(options, connection, experiments)))
            .failuresTo(rejects)
            .apply("CompareExperiments", CompareExperiments.withNew(experiments.get(0).all().id()))
            .apply("TallyLine", MapElements.via(new ToLine()));
    DeadLetters.with(rejects, PCollectionTuple.of(TALLY, tally))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private static List<Read> reads(
      VerifyOptions options, ConnectionSettings connection, List<ExperimentRead> experiments) {
    List<String> ofScores = with("error");
    List<String> ofRoots = with("error", "input", "metadata", "origin");
    return experiments.stream()
        .flatMap(one -> one.reads(connection, options.getLimit(), ofRoots, ofScores).stream())
        .toList();
  }

  private static List<String> with(String... columns) {
    List<String> all = new ArrayList<>(ExperimentRead.SCORE_COLUMNS);
    all.addAll(List.of(columns));
    return all;
  }

  /** What the pipeline has left. */
  static ComparisonTally tally(Folders folders) throws IOException {
    List<ComparisonTally> found = new ArrayList<>();
    folders.forEach(
        TALLY, line -> found.add(ComparisonTallyCoder.ofText(String.valueOf(line.text()))));
    return found.isEmpty() ? ComparisonTally.NONE : found.get(0);
  }

  private static final class ToLine extends SimpleFunction<ComparisonTally, OrderedRow> {
    @Override
    public OrderedRow apply(ComparisonTally tally) {
      return new OrderedRow("", JsonMerge.string(ComparisonTallyCoder.toText(tally)));
    }
  }
}
