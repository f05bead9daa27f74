package org.braintrustbeam.pipelines.syncdatasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Writes;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.sync.CompareDatasets;
import org.braintrustbeam.transforms.sync.SyncPlan;

/**
 * The composition of {@code sync-datasets}: all rows are read and compared by input; the changes
 * are kept for the result and, with {@code --apply}, written.
 */
final class SyncPipeline {
  static final String CHANGES = "changes";
  static final String COUNTS = "counts";

  private final SyncDatasetsOptions options;
  private final SyncPlan plan;
  private final ConnectionSettings connection;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  SyncPipeline(
      SyncDatasetsOptions options, SyncPlan plan, ConnectionSettings connection, Folders folders) {
    this.options = options;
    this.plan = plan;
    this.connection = connection;
    this.folders = folders;
  }

  Pipeline create(List<ObjectSnapshot> datasets) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple compared =
        pipeline
            .apply(
                "ReadDatasets",
                BraintrustIO.read()
                    .from(datasets)
                    .withConnection(connection)
                    .withColumns(columns()))
            .failuresTo(rejects)
            .apply("Compare", CompareDatasets.by(plan));
    rejects.add(compared.get(CompareDatasets.REFUSED));
    PCollection<RowChange> changes =
        PCollectionList.of(compared.get(CompareDatasets.UPDATES))
            .and(compared.get(CompareDatasets.ADDITIONS))
            .apply("Changes", Flatten.pCollections());
    if (options.getApply()) {
      write(changes);
    }
    PCollectionTuple lines =
        PCollectionTuple.of(
                COUNTS,
                compared
                    .get(CompareDatasets.COUNTS)
                    .apply("CountLines", MapElements.via(new CountLine())))
            .and(CHANGES, changes.apply("ChangeLines", MapElements.via(new ChangeLine(plan))));
    DeadLetters.with(rejects, lines).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private List<String> columns() {
    TreeSet<String> columns = new TreeSet<>(plan.fields());
    columns.addAll(List.of("created", "expected", "input"));
    if (plan.addMissing()) {
      columns.addAll(SyncPlan.FIELDS);
    }
    return List.copyOf(columns);
  }

  private void write(PCollection<RowChange> changes) {
    UpsertRows.Written written = changes.apply("UpsertRows", Writes.of(connection, folders));
    rejects.add(written.rejected());
  }

  private static final class CountLine extends SimpleFunction<KV<String, Long>, OrderedRow> {
    @Override
    public OrderedRow apply(KV<String, Long> count) {
      return new OrderedRow(
          count.getKey(),
          JsonMerge.object(Map.of(count.getKey(), RawJson.of(Long.toString(count.getValue())))));
    }
  }
}
