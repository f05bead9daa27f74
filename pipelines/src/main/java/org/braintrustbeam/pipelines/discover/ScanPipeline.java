package org.braintrustbeam.pipelines.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.transforms.discover.tally.RowColumns;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyRows;
import org.jspecify.annotations.Nullable;

/**
 * The scan: spans of both windows, and the records of the dataset, to tallies. Inputs and outputs
 * do not travel: what is needed of them the service computes.
 */
final class ScanPipeline {
  static final String TALLIES = "tallies";
  private static final String OTHERS = "(is_root IS NULL OR is_root = false)";

  private final TallyPlan plan;
  private final LogSql sql;

  ScanPipeline(TallyPlan plan, LogSql sql) {
    this.plan = plan;
    this.sql = sql;
  }

  /** Conditions that share the spans out: roots have more to say. */
  List<String> parts() {
    return List.of("is_root = true AND " + sql.withinBoth(), OTHERS + " AND " + sql.withinBoth());
  }

  /**
   * The pipeline.
   *
   * @param logs the spans of each of {@link #parts}
   * @param dataset null without one
   */
  Pipeline create(
      PipelineOptions options,
      ConnectionSettings connection,
      List<ObjectSnapshot> logs,
      @Nullable ObjectSnapshot dataset,
      Folders folders) {
    List<PCollection<Reject>> rejects = new ArrayList<>();
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple outputs =
        PCollectionTuple.of(
            TALLIES,
            pipeline
                .apply("ReadSpans", read(connection, logs, dataset))
                .failuresTo(rejects)
                .apply("TallyRows", TallyRows.by(plan)));
    DeadLetters.with(rejects, outputs).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private Read read(
      ConnectionSettings connection, List<ObjectSnapshot> logs, @Nullable ObjectSnapshot dataset) {
    Read spans = BraintrustIO.read().withConnection(connection).withSqlOnly();
    Read roots =
        withCalls(spans)
            .from(logs.get(0))
            .withFilter(parts().get(0))
            .withColumns(rootColumns())
            .withComputed(RowColumns.INPUT_LENGTH, LogSql.INPUT_LENGTH);
    Read others =
        withCalls(spans)
            .from(logs.get(1))
            .withFilter(parts().get(1))
            .withColumns(RowColumns.OF_SPANS);
    Read all = roots.and(others);
    return dataset == null
        ? all
        : all.and(
            spans
                .from(dataset)
                .withColumns(RowColumns.OF_COHORTS)
                .withComputed(RowColumns.INPUT_LENGTH, LogSql.INPUT_LENGTH));
  }

  private static List<String> rootColumns() {
    return Stream.concat(RowColumns.OF_SPANS.stream(), RowColumns.OF_COHORTS.stream()).toList();
  }

  private static Read withCalls(Read read) {
    return read.withComputed(RowColumns.SPAN_NAME, "span_attributes.name")
        .withComputed(
            RowColumns.CALLED_MODEL, "span_attributes.type = 'llm' ? metadata.model : null")
        .withComputed(RowColumns.SECONDS, LogSql.SECONDS)
        .withComputed(RowColumns.TOKENS, LogSql.TOKENS)
        .withComputed(RowColumns.DOLLARS, LogSql.DOLLARS)
        .withComputed(RowColumns.HAS_ERROR, "error IS NOT NULL");
  }
}
