package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.util.List;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.Labelling;
import org.braintrustbeam.pipelines.replay.Replay;
import org.braintrustbeam.pipelines.replay.Replay.Mode;

/** The command {@code curate}: scored traces of production to rows of a dataset. */
public final class Curate implements Command<CurateOptions> {
  @Override
  public String name() {
    return "curate";
  }

  @Override
  public String description() {
    return "makes dataset rows of failing and passing production traces";
  }

  @Override
  public Class<CurateOptions> options() {
    return CurateOptions.class;
  }

  @Override
  public ExitCode run(CurateOptions options, Session session) throws IOException {
    if (options.getReplay() != null) {
      return replay(options, options.getReplay(), session);
    }
    CurateSettings settings = CurateSettings.of(options);
    ConnectionSettings connection = Connections.of(options);
    ModelConnection model = Labelling.connection(options, connection);
    if (settings.asksModel() && settings.buys()) {
      requireKey(model);
    }
    CurateStart start = CurateStart.of(options, settings, connection);
    LabelledFile file = settings.file();
    if (file != null) {
      file.requireUniqueIn(start.logs().id());
    }
    int mostWorkers = Math.min(connection.mostWorkers(), model.mostWorkers());
    ConnectionSettings onWorkers =
        session.prepare(options, connection, start.rowsToRead(settings), mostWorkers);
    return new CurateRun(options, settings, start, onWorkers, session)
        .run(model.sharedBy(onWorkers.workers()));
  }

  private static void requireKey(ModelConnection model) {
    try {
      model.requireKey();
    } catch (BraintrustException e) {
      throw new UsageException(String.valueOf(e.getMessage())); // found before any request
    }
  }

  private static ExitCode replay(CurateOptions options, String file, Session session)
      throws IOException {
    String project = CurateSettings.required("--project", options.getProject());
    String dataset = CurateSettings.required("--dataset", options.getDataset());
    Replay replay = Replay.of(file, options);
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    Replay.Ended ended =
        replay
            .ofDatasets(List.of(client.find(ObjectType.DATASET, dataset, project)))
            .run(connection, options.getExecute() ? Mode.WRITE : Mode.SHOW, session);
    return options.getJson() ? ended.writeJson() : ended.writeText("--execute");
  }
}
