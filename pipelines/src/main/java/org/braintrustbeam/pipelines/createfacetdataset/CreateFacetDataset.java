package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Labels;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Source;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Target;
import org.braintrustbeam.pipelines.labelling.Labelling;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.jspecify.annotations.Nullable;

/** The command {@code create-facet-dataset}: facet calls of production to ground truth. */
public final class CreateFacetDataset implements Command<CreateFacetDatasetOptions> {
  @Override
  public String name() {
    return "create-facet-dataset";
  }

  @Override
  public String description() {
    return "makes a labelled dataset of facet calls in production";
  }

  @Override
  public Class<CreateFacetDatasetOptions> options() {
    return CreateFacetDatasetOptions.class;
  }

  @Override
  public ExitCode run(CreateFacetDatasetOptions options, Session session) throws IOException {
    FacetPlan plan = FacetPlan.of(options);
    ConnectionSettings from = Connections.of(options, or(options.getSourceOrg(), options));
    ConnectionSettings to = Connections.of(options, or(options.getTargetOrg(), options));
    ModelConnection model = Labelling.connection(options, from);
    if (!options.getDryRun()) {
      requireKey(model);
    }
    RunStart start = RunStart.of(options, plan, from, to);
    int mostWorkers = Math.min(from.mostWorkers(), model.mostWorkers());
    ConnectionSettings onWorkers = session.prepare(options, from, spans(plan), mostWorkers);
    Workers workers = onWorkers.workers();
    Folders folders = new Folders(session.workFolder());
    SharedFolder answers = SharedFolder.mark(start.folder().answers());
    RowPlan rows = rowPlan(options, plan, start, from);
    Source source = new Source(start.logs(), onWorkers, start.range());
    Labels labels =
        new Labels(
            options.getGroundTruthModel(),
            model.sharedBy(workers),
            answers,
            options.getMaxLabels(),
            options.getDryRun());
    Target target =
        new Target(
            start.datasetId(),
            to.sharedBy(workers),
            !options.getDryRun() && !options.getSkipUpload(),
            options.getOverwriteEdited());

    run(
        new FacetPipeline(plan, rows, source, labels, target, folders).create(options),
        options,
        start.folder(),
        session);

    RunTotals totals = RunTotals.of(folders);
    new Artifacts(start.folder(), folders).write(plan, source, totals, options.getDryRun());
    BoughtAnswers bought = BoughtAnswers.in(answers);
    Summary summary = new Summary(options, plan, rows, start.folder(), totals, bought, folders);
    start.folder().write("summary.json", out -> ResultJson.writeObject(out, summary::writeTo));
    session.writeResult(out -> ResultJson.writeObject(out, summary::writeTo));
    long rejected = DeadLetters.report(options, folders, session);
    new Farewell(start.folder(), totals).say(session);
    return rejected + totals.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static @Nullable String or(@Nullable String org, CreateFacetDatasetOptions options) {
    return org == null ? options.getOrg() : org;
  }

  private static void requireKey(ModelConnection model) {
    try {
      model.requireKey();
    } catch (BraintrustException e) {
      throw new UsageException(String.valueOf(e.getMessage())); // found before any request
    }
  }

  /** How many there are at most, about; -1 if nobody knows. */
  private static long spans(FacetPlan plan) {
    if (!plan.roots().isEmpty()) {
      return plan.roots().size();
    }
    return plan.limit() == 0 ? -1 : plan.limit();
  }

  private static RowPlan rowPlan(
      CreateFacetDatasetOptions options, FacetPlan plan, RunStart start, ConnectionSettings from) {
    return new RowPlan(
        plan.sourceProject(),
        start.logs().id(),
        start.sourceOrg(),
        options.getSourceModel(),
        from.appUrl().toString());
  }

  private static void run(
      Pipeline pipeline, CreateFacetDatasetOptions options, RunFolder folder, Session session) {
    if (options.getDryRun()) {
      session.run(pipeline, "reading spans", -1);
      return;
    }
    String resume =
        "to go on where this run ended, and buy no label twice: the same command with --resume "
            + folder.id();
    session.ifInterrupted(resume);
    try {
      session.run(pipeline, "reading spans", -1);
    } catch (RuntimeException e) {
      session.inform(resume);
      throw e;
    }
  }
}
