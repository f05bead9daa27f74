package org.braintrustbeam.pipelines.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.io.files.IndentedJson;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.trace.TestCases;

/** The command {@code fetch}: an experiment as flat records, newest first. */
public final class Fetch implements Command<FetchOptions> {
  static final String RECORDS = "records";

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
    ExperimentRead read = ExperimentRead.of(client, experiment.id());
    long rows = read.rows();
    ConnectionSettings onWorkers = session.prepare(options, connection, rows);
    Folders folders = new Folders(session.workFolder());

    session.run(create(options, onWorkers, read, folders), "reading " + experiment.name(), rows);

    FetchResult.write(options, folders, session);
    return DeadLetters.report(options, folders, session) == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private static void check(FetchOptions options) {
    if (options.getEditSource() != null && !options.getEditedOnly()) {
      throw new UsageException("--edit-source needs --edited-only");
    }
  }

  static Pipeline create(
      FetchOptions options,
      ConnectionSettings connection,
      ExperimentRead experiment,
      Folders folders) {
    List<PCollection<Reject>> rejects = new ArrayList<>();
    Pipeline pipeline = Pipeline.create(options);
    List<Read> reads =
        experiment.reads(
            connection, options.getLimit(), rootColumns(options), ExperimentRead.SCORE_COLUMNS);
    PCollection<OrderedRow> records =
        pipeline
            .apply(
                "ReadTraces", ExperimentRead.together(reads).grouped(testCases(options).traces()))
            .failuresTo(rejects)
            .apply("TestCases", TestCases.records())
            .apply("OneLine", MapElements.via(new OneLine()));
    DeadLetters.with(rejects, PCollectionTuple.of(RECORDS, records))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private static TestCases testCases(FetchOptions options) {
    return options.getEditedOnly() ? TestCases.edited(options.getEditSource()) : TestCases.all();
  }

  private static List<String> rootColumns(FetchOptions options) {
    List<String> columns = new ArrayList<>(ExperimentRead.SCORE_COLUMNS);
    columns.addAll(List.of("expected", "input", "metadata", "origin", "output"));
    if (options.getEditedOnly()) {
      columns.add("audit_data");
    }
    return columns;
  }

  /** Here, where many do it at the same time, and not where the records are printed. */
  private static final class OneLine extends SimpleFunction<OrderedRow, OrderedRow> {
    @Override
    public OrderedRow apply(OrderedRow record) {
      return new OrderedRow(record.order(), IndentedJson.oneLine(record.json()));
    }
  }
}
