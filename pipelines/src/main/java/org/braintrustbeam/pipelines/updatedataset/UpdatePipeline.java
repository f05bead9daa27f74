package org.braintrustbeam.pipelines.updatedataset;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Writes;
import org.braintrustbeam.transforms.update.Correction;
import org.braintrustbeam.transforms.update.JudgeCorrections;
import org.braintrustbeam.transforms.update.MatchRecords;
import org.braintrustbeam.transforms.update.MatchedCorrection;
import org.braintrustbeam.transforms.update.NewestCorrection;
import org.braintrustbeam.transforms.update.ReadCorrections;
import org.braintrustbeam.transforms.update.UpdateOutcome;
import org.braintrustbeam.transforms.update.UpdatePlan;

/**
 * The composition of {@code update-dataset}: corrections are read from the experiment, compared
 * with the records they are about, and become outcomes; the changes among these are written unless
 * it is a dry run.
 */
final class UpdatePipeline {
  static final String OUTCOMES = "outcomes";
  static final String ROOTS = "is_root = true";

  private static final List<String> ROW_COLUMNS =
      List.of(
          "audit_data",
          "expected",
          "input",
          "is_root",
          "metadata",
          "origin",
          "root_span_id",
          "span_id");

  private final UpdateDatasetOptions options;
  private final UpdatePlan plan;
  private final ConnectionSettings connection;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  UpdatePipeline(
      UpdateDatasetOptions options,
      UpdatePlan plan,
      ConnectionSettings connection,
      Folders folders) {
    this.options = options;
    this.plan = plan;
    this.connection = connection;
    this.folders = folders;
  }

  Pipeline create(ObjectSnapshot experiment) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple read = readCorrections(pipeline, experiment);
    PCollectionTuple newest =
        read.get(ReadCorrections.CORRECTIONS).apply("Newest", NewestCorrection.perRecord());
    PCollection<UpdateOutcome> outcomes =
        PCollectionList.of(judge(newest.get(NewestCorrection.NEWEST)))
            .and(newest.get(NewestCorrection.SUPERSEDED))
            .and(read.get(ReadCorrections.WITHOUT_ORIGIN))
            .apply("Outcomes", Flatten.pCollections());
    if (!options.getDryRun()) {
      write(outcomes);
    }
    DeadLetters.with(rejects, PCollectionTuple.of(OUTCOMES, lines(outcomes)))
        .apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollectionTuple readCorrections(Pipeline pipeline, ObjectSnapshot experiment) {
    return pipeline
        .apply(
            "ReadExperiment",
            BraintrustIO.read()
                .from(experiment)
                .withConnection(connection)
                .withFilter(ROOTS)
                .withColumns(ROW_COLUMNS))
        .failuresTo(rejects)
        .apply("Corrections", ReadCorrections.from(options.getEditSource()));
  }

  /** By the records now, and the undecided ones once more by the records the experiment saw. */
  private PCollection<UpdateOutcome> judge(PCollection<Correction> corrections) {
    PCollection<RowVersion> now =
        lookUp("LookUpNow", corrections.apply("RecordsNow", MapElements.via(new RecordNow())));
    PCollectionTuple first =
        corrections
            .apply("Unmatched", MapElements.via(new Unmatched()))
            .apply("MatchNow", MatchRecords.now(now))
            .apply("Judge", JudgeCorrections.by(plan));
    PCollection<MatchedCorrection> undecided = first.get(JudgeCorrections.NEEDS_BASE);
    PCollection<RowVersion> then =
        lookUp("LookUpBase", undecided.apply("RecordsThen", MapElements.via(new RecordThen())));
    PCollectionTuple second =
        undecided
            .apply("MatchBase", MatchRecords.asTheExperimentSaw(then))
            .apply("JudgeWithBase", JudgeCorrections.by(plan).withBase());
    return PCollectionList.of(first.get(JudgeCorrections.OUTCOMES))
        .and(second.get(JudgeCorrections.OUTCOMES))
        .apply("Judged", Flatten.pCollections());
  }

  private static PCollection<OrderedRow> lines(PCollection<UpdateOutcome> outcomes) {
    return outcomes.apply(
        "OutcomeLines",
        MapElements.into(TypeDescriptor.of(OrderedRow.class)).via(UpdateOutcome::toOrderedRow));
  }

  private PCollection<RowVersion> lookUp(String step, PCollection<RowAt> records) {
    return records.apply(
        step, BraintrustIO.lookUp().withConnection(connection).withColumns(Correction.FIELDS));
  }

  private void write(PCollection<UpdateOutcome> outcomes) {
    PCollection<UpdateOutcome> toWrite =
        options.getOnConflict().equals("fail")
            ? outcomes.apply("NothingIfConflict", UnlessConflict.among(outcomes))
            : outcomes;
    UpsertRows.Written written =
        toWrite
            .apply("Changes", Filter.by(outcome -> outcome.change() != null))
            .apply("ToChange", MapElements.via(new ToChange()))
            .apply("UpsertRows", Writes.of(connection, folders));
    rejects.add(written.rejected());
  }

  private static final class Unmatched extends SimpleFunction<Correction, MatchedCorrection> {
    @Override
    public MatchedCorrection apply(Correction correction) {
      return new MatchedCorrection(correction, null, null);
    }
  }

  private static final class RecordNow extends SimpleFunction<Correction, RowAt> {
    @Override
    public RowAt apply(Correction correction) {
      return new RowAt(correction.record(), null);
    }
  }

  private static final class RecordThen extends SimpleFunction<MatchedCorrection, RowAt> {
    @Override
    public RowAt apply(MatchedCorrection matched) {
      Correction correction = requireNonNull(matched.correction());
      return new RowAt(correction.record(), correction.ranOn());
    }
  }

  private static final class ToChange extends SimpleFunction<UpdateOutcome, RowChange> {
    @Override
    public RowChange apply(UpdateOutcome outcome) {
      return requireNonNull(outcome.change());
    }
  }
}
