package org.braintrustbeam.pipelines.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.io.braintrust.ReadMode;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.trace.TestCases;

/** The command {@code fetch}: an experiment as flat records, newest first. */
public final class Fetch implements Command<FetchOptions> {
  static final String RECORDS = "records";
  private static final String ROOTS = "is_root = true";
  private static final String SCORES =
      "span_attributes.type = 'score' AND (is_root IS NULL OR is_root = false)";
  private static final List<String> SCORE_COLUMNS =
      List.of("created", "is_root", "root_span_id", "scores", "span_attributes", "span_id");

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String description() {
    return "prints an experiment as flat records";
  }

  @Override
  public Class<FetchOptions> options() {
    return FetchOptions.class;
  }

  @Override
  public PTransform<PCollection<RowVersion>, PCollection<OrderedRow>> perRow() {
    return TestCases.all();
  }

  @Override
  public ExitCode run(FetchOptions options, Session session) throws IOException {
    check(options);
    ConnectionSettings connection = Connections.of(options);
    BraintrustClient client = BraintrustClient.of(connection);
    NamedObject experiment =
        client.find(ObjectType.EXPERIMENT, options.getExperiment(), options.getProject());
    ObjectSnapshot all = client.snapshot(ObjectType.EXPERIMENT, experiment.id());
    List<ObjectSnapshot> found = client.filtered(all, List.of(ROOTS, SCORES));
    ObjectSnapshot roots = found.get(0);
    ObjectSnapshot scores = found.get(1);
    long rows = rowsToRead(all, roots, scores);
    ConnectionSettings onWorkers = session.prepare(options, connection, rows);
    Folders folders = new Folders(session.workFolder());

    session.run(
        create(options, onWorkers, roots, scores, folders), "reading " + experiment.name(), rows);

    FetchResult.write(options, folders, session);
    return DeadLetters.report(options, folders, session) == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  /** Small objects are not counted by filter, and read before a bar would show. */
  private static long rowsToRead(ObjectSnapshot all, ObjectSnapshot roots, ObjectSnapshot scores) {
    return roots.equals(all) ? all.rowCount() : roots.rowCount() + scores.rowCount();
  }

  private static void check(FetchOptions options) {
    if (options.getEditSource() != null && !options.getEditedOnly()) {
      throw new UsageException("--edit-source needs --edited-only");
    }
  }

  static Pipeline create(
      FetchOptions options,
      ConnectionSettings connection,
      ObjectSnapshot roots,
      ObjectSnapshot scores,
      Folders folders) {
    List<PCollection<Reject>> rejects = new ArrayList<>();
    Pipeline pipeline = Pipeline.create(options);
    PCollection<OrderedRow> records =
        rows(pipeline, options, connection, roots, scores, rejects)
            .apply(
                "TestCases",
                options.getEditedOnly()
                    ? TestCases.edited(options.getEditSource())
                    : TestCases.all());
    DeadLetters.with(rejects, PCollectionTuple.of(RECORDS, records))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  /**
   * By query roots and score spans are read apart: a score span repeats the whole case as input.
   */
  private static PCollection<RowVersion> rows(
      Pipeline pipeline,
      FetchOptions options,
      ConnectionSettings connection,
      ObjectSnapshot roots,
      ObjectSnapshot scores,
      List<PCollection<Reject>> rejects) {
    Read read =
        BraintrustIO.read().from(roots).withConnection(connection).withPageRows(options.getLimit());
    if (roots.readMode() == ReadMode.FETCH) {
      return pipeline.apply("ReadSpans", read).failuresTo(rejects);
    }
    Read ofScores = read.from(scores).withFilter(SCORES).withColumns(SCORE_COLUMNS);
    return pipeline
        .apply("ReadSpans", read.withFilter(ROOTS).withColumns(rootColumns(options)).and(ofScores))
        .failuresTo(rejects);
  }

  private static List<String> rootColumns(FetchOptions options) {
    List<String> columns = new ArrayList<>(SCORE_COLUMNS);
    columns.addAll(List.of("expected", "input", "metadata", "origin", "output"));
    if (options.getEditedOnly()) {
      columns.add("audit_data");
    }
    return columns;
  }
}
