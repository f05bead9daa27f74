package org.braintrustbeam.pipelines.syncdatasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.FieldList;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.replay.Replay;
import org.braintrustbeam.pipelines.replay.Replay.Mode;
import org.braintrustbeam.transforms.sync.NewestBy;
import org.braintrustbeam.transforms.sync.SyncCount;
import org.braintrustbeam.transforms.sync.SyncPlan;

/** The command {@code sync-datasets}: the newest answer to an input wins over all datasets. */
public final class SyncDatasets implements Command<SyncDatasetsOptions> {
  @Override
  public String name() {
    return "sync-datasets";
  }

  @Override
  public String description() {
    return "gives every record of several datasets the newest answer";
  }

  @Override
  public Class<SyncDatasetsOptions> options() {
    return SyncDatasetsOptions.class;
  }

  @Override
  public PTransform<PCollection<RowVersion>, PCollection<RowVersion>> perRow() {
    return LatestRowVersion.perRow();
  }

  @Override
  public ExitCode run(SyncDatasetsOptions options, Session session) throws IOException {
    List<String> fields = FieldList.parse(options.getFields(), SyncPlan.FIELDS);
    checkArguments(options.getDatasets());
    if (options.getReplay() != null) {
      return replay(options, options.getReplay(), session);
    }
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    List<NamedObject> datasets = find(client, options);
    SyncPlan plan =
        new SyncPlan(
            datasets.stream().map(NamedObject::id).toList(),
            fields,
            NewestBy.valueOf(options.getNewestBy().toUpperCase(Locale.ROOT)),
            options.getAddMissing());
    List<ObjectSnapshot> snapshots =
        client.located(ObjectType.DATASET, datasets.stream().map(NamedObject::id).toList());
    long rows = rowCount(snapshots);
    ConnectionSettings onWorkers = session.prepare(options, connection, rows);
    Folders folders = new Folders(session.workFolder());

    session.run(
        new SyncPipeline(options, plan, onWorkers, folders).create(snapshots),
        "comparing " + datasets.size() + " datasets",
        rows);

    SyncResult result = SyncResult.of(datasets, options, folders, DeadLetters.count(folders));
    session.writeResult(
        out -> {
          if (options.getJson()) {
            ResultJson.writeObject(out, result::writeTo);
          } else {
            new SyncSummary(result).writeTo(out);
          }
        });
    warn(result, session);
    return DeadLetters.report(options, folders, session) == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static ExitCode replay(SyncDatasetsOptions options, String file, Session session)
      throws IOException {
    Replay replay = Replay.of(file, options);
    ConnectionSettings connection = Connections.of(options);
    Replay.Ended ended =
        replay
            .ofDatasets(find(BraintrustClient.of(connection), options))
            .run(connection, options.getApply() ? Mode.WRITE : Mode.SHOW, session);
    return options.getJson() ? ended.writeJson() : ended.writeText("--apply");
  }

  private static void checkArguments(List<String> datasets) {
    if (datasets.size() < 2) {
      throw new UsageException("sync-datasets takes at least two datasets");
    }
    Set<String> seen = new HashSet<>();
    for (String dataset : datasets) {
      if (!seen.add(dataset)) {
        throw new UsageException("dataset '" + dataset + "' is named twice");
      }
    }
  }

  private static List<NamedObject> find(BraintrustClient client, SyncDatasetsOptions options) {
    List<NamedObject> found = new ArrayList<>();
    List<String> names = options.getDatasets();
    List<NamedObject> objects = client.find(ObjectType.DATASET, names, options.getProject());
    for (int i = 0; i < names.size(); i++) {
      NamedObject object = objects.get(i);
      for (NamedObject other : found) {
        if (other.id().equals(object.id())) {
          throw new UsageException(
              "'" + names.get(i) + "' is dataset '" + other.name() + "' again");
        }
      }
      found.add(object);
    }
    return found;
  }

  private static long rowCount(List<ObjectSnapshot> snapshots) {
    return snapshots.stream().anyMatch(snapshot -> snapshot.rowCount() < 0)
        ? -1
        : snapshots.stream().mapToLong(ObjectSnapshot::rowCount).sum();
  }

  private static void warn(SyncResult result, Session session) throws IOException {
    long emptied = result.emptied();
    if (emptied > 0) {
      session.warn(
          emptied
              + (emptied == 1 ? " record loses" : " records lose")
              + " 'expected', because the newest row with that input has none");
    }
    long disagreements = result.count(SyncCount.DISAGREEMENTS);
    if (disagreements > 0) {
      session.warn(
          disagreements
              + (disagreements == 1 ? " input has" : " inputs have")
              + " another winner by --newest-by "
              + result.otherNewestBy()
              + ": an older row was edited later");
    }
  }
}
