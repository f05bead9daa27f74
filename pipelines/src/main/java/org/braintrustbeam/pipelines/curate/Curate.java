package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.createfacetdataset.Labelling;
import org.braintrustbeam.pipelines.curate.SelectPipeline.Labels;
import org.braintrustbeam.pipelines.curate.SelectPipeline.Source;
import org.braintrustbeam.pipelines.replay.Replay;
import org.braintrustbeam.pipelines.replay.Replay.Mode;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.jspecify.annotations.Nullable;

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
    CuratePlan unused = CurateSettings.plan(options, ""); // so that no request is sent for nothing
    ConnectionSettings connection = Connections.of(options);
    ModelConnection model = Labelling.connection(options, connection);
    if (settings.asksModel() && settings.buys()) {
      requireKey(model);
    }
    CurateStart start = CurateStart.of(options, settings, connection);
    int mostWorkers = Math.min(connection.mostWorkers(), model.mostWorkers());
    LabelledFile file = settings.file();
    ConnectionSettings onWorkers =
        session.prepare(options, connection, file == null ? -1 : file.size(), mostWorkers);
    Folders folders = new Folders(session.workFolder());
    SharedFolder answers = SharedFolder.mark(start.folder().answers());
    Labels labels =
        new Labels(
            options.getGroundTruthModel(),
            model.sharedBy(onWorkers.workers()),
            answers,
            options.getMaxLabels());
    CuratePlan plan = CurateSettings.plan(options, start.logs().id());
    if (file != null) {
      file.requireUniqueIn(plan.projectId());
      file.copyTo(folders.shared(), ReadCasesFn.COPY);
    }
    Pipeline select =
        new SelectPipeline(
                settings,
                plan,
                links(settings, start, connection),
                new Source(start.logs(), onWorkers, start.range()),
                labels,
                judge(options, start.datasetId(), onWorkers, plan),
                folders)
            .create(options);
    run(select, "choosing cases", settings, start, session);
    ReviewFile review = ReviewFile.write(start.folder(), folders);

    Folders written =
        options.getExecute()
            ? write(options, settings, start, review, onWorkers, plan, session)
            : null;

    CurateTotals totals = CurateTotals.of(folders, written);
    CurateResult result =
        new CurateResult(options, settings, start, totals, BoughtAnswers.in(answers), folders);
    start.folder().write("summary.json", out -> ResultJson.writeObject(out, result::writeTo));
    session.writeResult(
        out -> {
          if (options.getJson()) {
            ResultJson.writeObject(out, result::writeTo);
          } else {
            new CurateSummary(options, start, review, totals).writeTo(out);
          }
        });
    List<Folders> all = written == null ? List.of(folders) : List.of(folders, written);
    long rejected = DeadLetters.report(options, all, session);
    warn(start, totals, session);
    return rejected + totals.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static void requireKey(ModelConnection model) {
    try {
      model.requireKey();
    } catch (BraintrustException e) {
      throw new UsageException(String.valueOf(e.getMessage())); // found before any request
    }
  }

  private static RowPlan links(
      CurateSettings settings, CurateStart start, ConnectionSettings connection) {
    return new RowPlan(
        settings.project(), start.logs().id(), start.orgName(), "", connection.appUrl().toString());
  }

  /** Says in a dry run what would be written; a real one finds out when it writes. */
  private static @Nullable JudgeCases judge(
      CurateOptions options,
      @Nullable String datasetId,
      ConnectionSettings connection,
      CuratePlan plan) {
    return datasetId == null || options.getExecute()
        ? null
        : new JudgeCases(datasetId, connection, plan, options.getOverwriteEdited());
  }

  private static void run(
      Pipeline pipeline, String what, CurateSettings settings, CurateStart start, Session session) {
    if (!settings.buys()) {
      session.run(pipeline, what, -1);
      return;
    }
    String resume =
        "to go on where this run ended, and buy no label twice: the same command with --resume "
            + start.folder().id();
    session.ifInterrupted(resume);
    try {
      session.run(pipeline, what, -1);
    } catch (RuntimeException e) {
      session.inform(resume);
      throw e;
    }
  }

  /** Null if there is nothing to write. */
  private static @Nullable Folders write(
      CurateOptions options,
      CurateSettings settings,
      CurateStart start,
      ReviewFile review,
      ConnectionSettings connection,
      CuratePlan plan,
      Session session)
      throws IOException {
    if (review.labelled() == 0) {
      return null;
    }
    String datasetId = start.madeDataset(settings);
    Folders folders = new Folders(session.workFolder() + "/writing");
    review.copyTo(folders.shared());
    Pipeline write =
        new WritePipeline(
                new LabelledLine(plan.projectId(), settings.rule()),
                new JudgeCases(datasetId, connection, plan, options.getOverwriteEdited()),
                connection,
                folders)
            .create(options, review.name());
    run(write, "writing rows", settings, start, session);
    return folders;
  }

  private static void warn(CurateStart start, CurateTotals totals, Session session) {
    if (totals.reviewed() == 0) {
      session.warn("no case was found: no trace in the window has such a score and an input");
    }
    if (totals.noInput() > 0) {
      session.warn(totals.noInput() + " of the traces have no span with an input");
    }
    if (totals.failed() > 0) {
      session.warn(
          totals.failed()
              + " of the cases have no label (failed_rows); the same command with --resume "
              + start.folder().id()
              + " asks for them again");
    }
    if (!totals.kept().isEmpty()) {
      session.inform(
          totals.kept().size()
              + " of the rows are left alone, as a person has changed them in the dataset"
              + " (--overwrite-edited)");
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
