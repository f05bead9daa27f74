package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.curate.LabelCases.Labels;
import org.braintrustbeam.pipelines.curate.SelectPipeline.Source;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.jspecify.annotations.Nullable;

/** One run of {@code curate}: chooses, leaves the review file, writes if it should, and reports. */
final class CurateRun {
  /** Below the work folder: the outputs of the pipeline that writes. */
  private static final String WRITING = "/writing";

  private final CurateOptions options;
  private final CurateSettings settings;
  private final CurateStart start;
  private final ConnectionSettings connection;
  private final Session session;
  private final CuratePlan plan;

  /**
   * Of a run that has begun.
   *
   * @param connection as the steps of the pipelines use it
   */
  CurateRun(
      CurateOptions options,
      CurateSettings settings,
      CurateStart start,
      ConnectionSettings connection,
      Session session) {
    this.options = options;
    this.settings = settings;
    this.start = start;
    this.connection = connection;
    this.session = session;
    this.plan = settings.plan().in(start.logs().id());
  }

  /** The whole of it; how it ended. */
  ExitCode run(ModelConnection model) throws IOException {
    Folders folders = new Folders(session.workFolder());
    SharedFolder answers = SharedFolder.mark(start.folder().answers());
    choose(
        new Labels(options.getGroundTruthModel(), model, answers, options.getMaxLabels()), folders);
    ReviewFile review = ReviewFile.write(start.folder(), folders);
    boolean writes = options.getExecute() && review.labelled() > 0 && review.news() == 0;
    Folders written = writes ? write(review) : null;

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
    long rejected = reportRejects(folders, written);
    warn(totals);
    long refused = options.getExecute() ? reportNews(review) : 0;
    return rejected + totals.failed() + refused == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private void choose(Labels labels, Folders folders) throws IOException {
    LabelledFile file = settings.file();
    if (file != null) {
      file.copyTo(folders.shared(), ReadCasesFn.COPY);
    }
    String context = settings.context();
    LabelCases label =
        context != null && settings.asksModel()
            ? new LabelCases(labels, context, settings.buys())
            : null;
    RowPlan links =
        new RowPlan(
            settings.project(),
            plan.projectId(),
            start.orgName(),
            "",
            connection.appUrl().toString());
    Source source = new Source(start.logs(), connection, start.range(), start.dataset());
    run(
        new SelectPipeline(settings, plan, links, source, known(), label, dryJudge(), folders)
            .create(options),
        "choosing cases",
        start.rowsToRead(settings));
  }

  private @Nullable KnownLabels known() {
    String datasetId = start.datasetId();
    LabelledFile file = settings.file();
    boolean allLabelled = file != null && file.unlabelled() == 0;
    return datasetId == null || allLabelled || options.getRelabel()
        ? null
        : new KnownLabels(datasetId, connection);
  }

  /** Says in a dry run what would be written; a real one finds out when it writes. */
  private @Nullable JudgeCases dryJudge() {
    String datasetId = start.datasetId();
    return datasetId == null || options.getExecute() ? null : judge(datasetId);
  }

  private JudgeCases judge(String datasetId) {
    return new JudgeCases(datasetId, connection, plan, options.getOverwriteEdited());
  }

  private Folders write(ReviewFile review) throws IOException {
    JudgeCases judge = judge(start.madeDataset(settings));
    Folders folders = new Folders(session.workFolder() + WRITING);
    review.copyTo(folders.shared());
    LabelledLine reader = new LabelledLine(plan.projectId(), settings.rule());
    run(
        new WritePipeline(reader, judge, connection, folders).create(options, review.name()),
        "writing rows",
        review.labelled());
    return folders;
  }

  private void run(Pipeline pipeline, String what, long rows) {
    if (!settings.buys()) {
      session.run(pipeline, what, rows);
      return;
    }
    String resume =
        "to go on where this run ended, and buy no label twice: the same command with --resume "
            + start.folder().id();
    session.ifInterrupted(resume);
    try {
      session.run(pipeline, what, rows);
    } catch (RuntimeException e) {
      session.inform(resume);
      throw e;
    }
  }

  private long reportRejects(Folders folders, @Nullable Folders written) throws IOException {
    List<Folders> all = new ArrayList<>(List.of(folders));
    if (written != null) {
      all.add(written);
    }
    return DeadLetters.report(options, all, session);
  }

  private long reportNews(ReviewFile review) {
    if (review.news() > 0) {
      session.warn(
          ("nothing was written: %d of the rows are not as %s showed them, as traces or the dataset"
                  + " have changed since; it is written anew, and the same command writes what it"
                  + " says now")
              .formatted(review.news(), review.name()));
    }
    return review.news();
  }

  private void warn(CurateTotals totals) {
    if (totals.reviewed() + totals.duplicates() == 0) {
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
              + " of the rows are left alone, as somebody has made or changed them in the"
              + " dataset (--overwrite-edited)");
    }
  }
}
