package org.braintrustbeam.pipelines.evalfacets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.OrderedRows;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.report.EvalReport;
import org.braintrustbeam.transforms.eval.run.ScorePlan;

/** The command {@code eval-facets}: definitions over a dataset, scored. */
public final class EvalFacets implements Command<EvalFacetsOptions> {
  static final String NAME = "eval-facets";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "puts facet definitions to a model over a dataset, and scores the answers";
  }

  @Override
  public Class<EvalFacetsOptions> options() {
    return EvalFacetsOptions.class;
  }

  @Override
  public ExitCode run(EvalFacetsOptions options, Session session) throws IOException {
    EvalPlan plan = EvalPlan.of(options);
    ConnectionSettings connection = Connections.of(options);
    EvalModels models = EvalModels.of(options, connection);
    EvalStart start = EvalStart.of(options, plan, connection);
    int mostWorkers = Math.min(connection.mostWorkers(), models.mostWorkers());
    ConnectionSettings onWorkers =
        session.prepare(options, connection, start.rowsToRead(), mostWorkers);
    Folders folders = new Folders(session.workFolder());
    EvalPlaces places = places(start, onWorkers);
    EvalPipeline pipeline =
        new EvalPipeline(
            options,
            plan,
            scores(options, plan, start),
            places,
            models.sharedBy(onWorkers.workers()),
            folders);

    run(pipeline.create(), start, session);

    EvalResult result = EvalResult.of(folders, places, start.baseline());
    EvalSummary summary = new EvalSummary(options, plan, start, result);
    keep(start.folder(), summary);
    session.writeResult(out -> ResultJson.writeObject(out, summary::writeTo));
    long rejected = DeadLetters.report(options, folders, session);
    sayGoodbye(summary, session);
    report(options, summary); // last: a page that cannot be written costs nothing else
    return rejected + result.incomplete() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static EvalPlaces places(EvalStart start, ConnectionSettings onWorkers)
      throws IOException {
    Baseline baseline = start.baseline();
    return new EvalPlaces(
        start.rows(),
        start.existing(),
        baseline == null ? null : baseline.read(),
        onWorkers,
        SharedFolder.mark(start.folder().answers()),
        SharedFolder.mark(start.folder().shared("verdicts")));
  }

  private static ScorePlan scores(EvalFacetsOptions options, EvalPlan plan, EvalStart start) {
    NamedObject experiment = start.experiment();
    return new ScorePlan(
        start.dataset().id(),
        experiment == null ? null : experiment.id(),
        start.url(),
        options.getModel(),
        plan.promptFile(),
        plan.rule());
  }

  private static void run(Pipeline pipeline, EvalStart start, Session session) {
    String resume =
        "to go on where this run ended, and ask for no answer twice: the same command with"
            + " --resume "
            + start.folder().id();
    session.ifInterrupted(resume);
    try {
      session.run(pipeline, "reading " + start.dataset().name(), start.rowsToRead());
    } catch (RuntimeException e) {
      session.inform(resume);
      throw e;
    }
  }

  /** The files of the run: what was asked, what came of each case, and of all. */
  private static void keep(RunFolder run, EvalSummary summary) throws IOException {
    run.writeText("facet_definitions.yaml", summary.plan().yaml());
    run.write(
        "results.jsonl",
        out ->
            summary
                .result()
                .folders()
                .forEach(
                    EvalPipeline.CASES,
                    line -> {
                      line.writeTo(out);
                      out.write('\n');
                    }));
    run.write("summary.json", out -> ResultJson.writeObject(out, summary::writeTo));
  }

  private static void report(EvalFacetsOptions options, EvalSummary summary) throws IOException {
    String file = options.getReport();
    if (file == null) {
      return;
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultJson.writeObject(json, summary::writeTo);
    try (OrderedRows cases = summary.result().folders().rows(EvalPipeline.CASES)) {
      RawJson whole = RawJson.wrap(json.toByteArray());
      NamedFile.write(file, out -> EvalReport.write(whole, cases.values(), out));
    }
  }

  private static void sayGoodbye(EvalSummary summary, Session session) {
    EvalResult result = summary.result();
    if (result.totals().overall().cases() == 0) {
      session.warn("no row of the dataset passes --facet-filter, --split and --dataset-ids");
    }
    if (result.incomplete() > 0) {
      session.warn(
          "%d of %d cases have no answer, and %d no verdict of the judge; they are in no mean. The same command with --resume %s asks for them again"
              .formatted(
                  result.totals().overall().errored(),
                  result.totals().overall().cases(),
                  result.totals().judgeErrored(),
                  summary.start().folder().id()));
    }
    EvalTable.lines(result.totals()).forEach(session::inform);
    if (result.deltas() != null) {
      compare(result.deltas(), session);
    }
    if (summary.start().url() != null) {
      session.inform("experiment: " + summary.start().url());
    }
  }

  private static void compare(BaselineDeltas deltas, Session session) {
    BaselineTable.lines(deltas).forEach(session::inform);
    if (deltas.all().paired() == 0) {
      session.warn(
          "no case of this run is in %s: there is nothing to compare"
              .formatted(deltas.baseline().experiment().name()));
    }
  }
}
