package org.braintrustbeam.pipelines.updatedataset;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.FieldList;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.replay.Replay;
import org.braintrustbeam.pipelines.replay.Replay.Mode;
import org.braintrustbeam.transforms.update.Correction;
import org.braintrustbeam.transforms.update.UpdateOutcome.Kind;
import org.braintrustbeam.transforms.update.UpdatePlan;

/** The command {@code update-dataset}: corrections of an experiment go back to the dataset. */
public final class UpdateDataset implements Command<UpdateDatasetOptions> {
  @Override
  public String name() {
    return "update-dataset";
  }

  @Override
  public String description() {
    return "writes corrections of an experiment back to its datasets";
  }

  @Override
  public Class<UpdateDatasetOptions> options() {
    return UpdateDatasetOptions.class;
  }

  @Override
  public ExitCode run(UpdateDatasetOptions options, Session session) throws IOException {
    UpdatePlan plan = plan(options);
    if (options.getReplay() != null) {
      return replay(options, options.getReplay(), session);
    }
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    NamedObject experiment =
        client.find(ObjectType.EXPERIMENT, options.getExperiment(), options.getProject());
    ObjectSnapshot snapshot =
        client
            .filtered(
                client.snapshot(ObjectType.EXPERIMENT, experiment.id()),
                List.of(UpdatePipeline.ROOTS))
            .get(0);
    ConnectionSettings onWorkers = session.prepare(options, connection, snapshot.rowCount());
    Folders folders = new Folders(session.workFolder());
    if (onWorkers.equals(connection)) { // else the limits are the workers' until they have ended
      client.foreseeUrls(experiment.projectId()); // that of most of the datasets too
    }

    session.run(
        new UpdatePipeline(options, plan, onWorkers, folders).create(snapshot),
        "reading " + experiment.name(),
        snapshot.rowCount());

    UpdateTally tally = UpdateTally.of(folders);
    if (tally.byDataset().isEmpty()) {
      ExitCode end = nothing(options, tally, experiment, session);
      long rejected = DeadLetters.report(options, folders, session);
      return rejected > 0 && end == ExitCode.DONE ? ExitCode.INCOMPLETE : end;
    }
    Map<String, DatasetPage> pages = new TreeMap<>();
    for (String dataset : tally.byDataset().keySet()) {
      pages.put(dataset, DatasetPage.of(dataset, client, session));
    }
    UpdateResult result = new UpdateResult(options.getDryRun(), tally, folders, pages);
    session.writeResult(out -> ResultJson.writeObject(out, result::writeTo));
    long rejected = DeadLetters.report(options, folders, session);
    warn(session, tally, Kind.NO_ORIGIN, "edited, but with no dataset record to write to");
    warn(session, tally, Kind.MISSING, "not in the dataset any more (--recreate-missing)");
    requireWhole(options, tally, folders);
    warn(session, tally, Kind.CONFLICT, "changed since the experiment ran (--on-conflict)");
    return end(tally, rejected);
  }

  private static ExitCode replay(UpdateDatasetOptions options, String file, Session session)
      throws IOException {
    Replay replay = Replay.of(file, options);
    ConnectionSettings connection = Connections.of(options);
    NamedObject experiment =
        BraintrustClient.of(connection)
            .find(ObjectType.EXPERIMENT, options.getExperiment(), options.getProject());
    return replay
        .ofSource(experiment)
        .run(connection, options.getDryRun() ? Mode.SHOW : Mode.WRITE, session)
        .writeJson();
  }

  private static ExitCode nothing(
      UpdateDatasetOptions options, UpdateTally tally, NamedObject experiment, Session session)
      throws IOException {
    long skipped = tally.total(Kind.NO_ORIGIN);
    String message =
        tally.isEmpty()
            ? "no edited record in experiment '" + experiment.name() + "'"
            : "no edited record of experiment '" + experiment.name() + "' has a dataset record";
    session.warn(message);
    session.writeResult(
        out ->
            ResultJson.writeObject(
                out,
                json -> {
                  json.writeNumberField("updated", 0);
                  json.writeStringField("message", message);
                  if (skipped > 0) {
                    json.writeNumberField("skipped_no_origin", skipped);
                  }
                }));
    return options.getAllowEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** An attempt that a runner has restarted may have written before there was a conflict. */
  private static void requireWhole(UpdateDatasetOptions options, UpdateTally tally, Folders folders)
      throws IOException {
    if (tally.total(Kind.CONFLICT) == 0
        || !options.getOnConflict().equals("fail")
        || options.getDryRun()) {
      return;
    }
    long written = folders.countWritten();
    throw new BraintrustException(
        (written == 0 ? "nothing was written" : "only " + written + " were written")
            + ", because of conflicts (--on-conflict fail): "
            + tally.ids(Kind.CONFLICT));
  }

  private static ExitCode end(UpdateTally tally, long rejected) {
    long leftBehind =
        tally.total(Kind.CONFLICT) + tally.total(Kind.MISSING) + tally.total(Kind.NO_ORIGIN);
    return leftBehind + rejected == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static void warn(Session session, UpdateTally tally, Kind kind, String what) {
    long count = tally.total(kind);
    if (count > 0) {
      session.warn(count + (count == 1 ? " record " : " records ") + what + ": " + tally.ids(kind));
    }
  }

  private static UpdatePlan plan(UpdateDatasetOptions options) {
    return new UpdatePlan(
        Set.copyOf(FieldList.parse(options.getFields(), Correction.FIELDS)),
        options.getOnConflict().equals("overwrite"),
        options.getRecreateMissing());
  }
}
