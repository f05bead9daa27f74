package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
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
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Labels;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Source;
import org.braintrustbeam.pipelines.createfacetdataset.FacetPipeline.Target;
import org.braintrustbeam.pipelines.createfacetdataset.RunFolder.State;
import org.braintrustbeam.pipelines.createfacetdataset.SourceQuery.TimeRange;
import org.braintrustbeam.transforms.facet.definition.FacetPrompt;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.text.Sha256;
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
    String resumed = options.getResume();
    RunFolder begun = resumed == null ? null : RunFolder.resume(options.getOutputRoot(), resumed);

    BraintrustClient client = BraintrustClient.of(from);
    String projectId = client.findProject(plan.sourceProject());
    Map<String, String> settings = settings(options, plan, projectId);
    TimeRange range =
        begun == null ? range(plan, client, projectId) : begun.rangeOf(settings);
    String datasetId = datasetId(options, plan, to);
    RunFolder run =
        begun == null ? RunFolder.begin(options.getOutputRoot(), Instant.now()) : begun;
    run.keep(new State(settings, range));

    int mostWorkers = Math.min(from.mostWorkers(), model.mostWorkers());
    ConnectionSettings onWorkers = session.prepare(options, from, spans(plan), mostWorkers);
    Workers workers = onWorkers.workers();
    Folders folders = new Folders(session.workFolder());
    SharedFolder answers = SharedFolder.mark(run.answers());
    RowPlan rowPlan =
        new RowPlan(
            plan.sourceProject(),
            projectId,
            from.orgName(),
            options.getSourceModel(),
            from.appUrl().toString());
    Source source =
        new Source(client.snapshot(ObjectType.PROJECT_LOGS, projectId), onWorkers, range);
    Labels labels =
        new Labels(
            options.getGroundTruthModel(),
            model.sharedBy(workers),
            answers,
            options.getMaxLabels(),
            options.getDryRun());
    boolean write = !options.getDryRun() && !options.getSkipUpload();
    Target target =
        new Target(datasetId, to.sharedBy(workers), write, options.getOverwriteEdited());
    FacetPipeline pipeline = new FacetPipeline(plan, rowPlan, source, labels, target, folders);
    run(pipeline, options, plan, run, session);

    RunTotals totals = RunTotals.of(folders);
    new Artifacts(run, folders).write(plan, source, totals, options.getDryRun());
    Summary summary =
        new Summary(
            options, plan, rowPlan, run, totals, BoughtAnswers.in(answers), folders);
    run.write("summary.json", out -> ResultJson.writeObject(out, summary::writeTo));
    session.writeResult(out -> ResultJson.writeObject(out, summary::writeTo));
    long rejected = DeadLetters.report(options, folders, session);
    tell(totals, run, session);
    return rejected + totals.failed() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  /** About how many there are at most; -1 if nobody knows. */
  private static long spans(FacetPlan plan) {
    if (!plan.roots().isEmpty()) {
      return plan.roots().size();
    }
    return plan.limit() == 0 ? -1 : plan.limit();
  }

  private static @Nullable String or(@Nullable String org, CreateFacetDatasetOptions options) {
    return org == null ? options.getOrg() : org;
  }

  private static void requireKey(ModelConnection model) {
    try {
      model.requireKey();
    } catch (BraintrustException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** What must be the same when a run is resumed, so that it finds the same calls. */
  private static Map<String, String> settings(
      CreateFacetDatasetOptions options, FacetPlan plan, String projectId) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source project", projectId);
    settings.put("spans", plan.query().spans());
    settings.put("window", plan.roots().isEmpty() ? plan.query().window() : "");
    settings.put(
        "root spans", plan.roots().isEmpty() ? "" : Sha256.hex(String.join("\n", plan.roots())));
    settings.put("limit", String.valueOf(plan.limit()));
    settings.put("facet name", String.valueOf(options.getFacetName()));
    settings.put("sampling", String.valueOf(plan.sample()));
    return settings;
  }

  /**
   * What the window comes to now. The service says so before anything else is done, hence what is
   * wrong with the user's SQL is known at once.
   */
  private static @Nullable TimeRange range(
      FacetPlan plan, BraintrustClient client, String projectId) {
    if (!plan.roots().isEmpty()) {
      return null;
    }
    String window = plan.query().spansInWindow();
    List<String> newest = client.createdTimes(projectId, window, true, Math.max(1, plan.limit()));
    if (newest.isEmpty()) {
      return null;
    }
    String first =
        plan.limit() == 0
            ? client.createdTimes(projectId, window, false, 1).get(0)
            : newest.get(newest.size() - 1);
    return new TimeRange(first, newest.get(0));
  }

  /** Makes project and dataset where rows will be written; else looks at most. */
  private static @Nullable String datasetId(
      CreateFacetDatasetOptions options, FacetPlan plan, ConnectionSettings connection) {
    if (options.getDryRun() || (options.getSkipUpload() && !plan.keepSides())) {
      return null;
    }
    BraintrustClient client = BraintrustClient.of(connection);
    String project = client.projectIfThere(plan.targetProject());
    if (options.getSkipUpload()) {
      NamedObject dataset =
          project == null ? null : client.datasetIfThere(project, plan.dataset());
      return dataset == null ? null : dataset.id();
    }
    String made = project == null ? client.getOrCreateProject(plan.targetProject()) : project;
    return client.getOrCreateDataset(made, plan.dataset()).id();
  }

  private static void run(
      FacetPipeline pipeline,
      CreateFacetDatasetOptions options,
      FacetPlan plan,
      RunFolder run,
      Session session) {
    String resume =
        "to go on where this run ended, without buying a label twice: the same command with --resume "
            + run.id();
    if (!options.getDryRun()) {
      session.ifInterrupted(resume);
    }
    try {
      session.run(pipeline.create(options), "reading " + plan.sourceProject(), -1);
    } catch (RuntimeException e) {
      if (!options.getDryRun()) {
        session.inform(resume);
      }
      throw e;
    }
  }

  private static void tell(RunTotals totals, RunFolder run, Session session) {
    for (FacetPrompt prompt : totals.prompts()) {
      if (prompt.isAmbiguous()) {
        session.warn(
            "facet '%s' was asked for by %d different prompts; the newest is used, all are in %s"
                .formatted(
                    prompt.facetName(),
                    prompt.versions().size(),
                    run.file(Artifacts.PROMPT_FILE)));
      }
    }
    if (totals.failed() > 0) {
      session.warn(
          totals.failed()
              + (totals.failed() == 1 ? " call has" : " calls have")
              + " no label: see failed_rows in the result; the same command with --resume "
              + run.id()
              + " asks for these again");
    }
    if (!totals.kept().isEmpty()) {
      session.inform(
          totals.kept().size()
              + (totals.kept().size() == 1 ? " row was" : " rows were")
              + " left alone because a person has corrected the label (--overwrite-edited)");
    }
    FacetTable.lines(totals.facets()).forEach(session::inform);
  }
}
