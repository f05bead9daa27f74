package org.braintrustbeam.pipelines.evalfacets;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.model.CallModel;
import org.braintrustbeam.io.model.ChatRequestCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.comparison.ComparedRows;
import org.braintrustbeam.pipelines.comparison.Tallies;
import org.braintrustbeam.transforms.compare.CompareTrials;
import org.braintrustbeam.transforms.compare.ExperimentTrials;
import org.braintrustbeam.transforms.compare.Trial;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.EvalCaseCoder;
import org.braintrustbeam.transforms.eval.run.EvalRecord;
import org.braintrustbeam.transforms.eval.run.EvalTrial;
import org.braintrustbeam.transforms.eval.run.KeepNew;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;
import org.braintrustbeam.transforms.eval.run.ModelOutcomeCoder;
import org.braintrustbeam.transforms.eval.run.RowFilter;
import org.braintrustbeam.transforms.eval.run.ScorePlan;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.braintrustbeam.transforms.rows.FirstRows;

/**
 * The composition of {@code eval-facets}: rows of a dataset are put to the model, its answers to
 * the judge, and what both said becomes lines of the result and spans of the experiment.
 */
final class EvalPipeline {
  /** Output with a line a case; see {@link org.braintrustbeam.transforms.eval.run.ResultLine}. */
  static final String CASES = "cases";

  private static final int BASELINE_PAGE_ROWS = 1_000;

  private static final KvCoder<EvalCase, ModelOutcome> ANSWERED =
      KvCoder.of(EvalCaseCoder.of(), ModelOutcomeCoder.of());

  private final EvalFacetsOptions options;
  private final EvalPlan plan;
  private final ScorePlan scores;
  private final EvalPlaces places;
  private final EvalModels models;
  private final Folders folders;
  private final Definitions definitions;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  EvalPipeline(
      EvalFacetsOptions options,
      EvalPlan plan,
      ScorePlan scores,
      EvalPlaces places,
      EvalModels models,
      Folders folders) {
    this.options = options;
    this.plan = plan;
    this.scores = scores;
    this.places = places;
    this.models = models;
    this.folders = folders;
    this.definitions = new Definitions(plan.yaml(), plan.promptFile());
  }

  Pipeline create() {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple scored =
        judge(ask(rows(pipeline)))
            .apply(
                "Score",
                ParDo.of(new ScoreFn(definitions, scores, places.baseline() != null))
                    .withOutputTags(
                        ScoreFn.LINES, TupleTagList.of(ScoreFn.SPANS).and(ScoreFn.TRIALS)));
    if (scores.experimentId() != null) {
      write(scored.get(ScoreFn.SPANS));
    }
    PCollectionTuple outputs = outputs(scored); // before the rejects are collected
    DeadLetters.with(rejects, outputs).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollectionTuple outputs(PCollectionTuple scored) {
    PCollectionTuple outputs = PCollectionTuple.of(CASES, scored.get(ScoreFn.LINES));
    ExperimentRead baseline = places.baseline();
    return baseline == null
        ? outputs
        : outputs.and(Tallies.OUTPUT, against(baseline, scored.get(ScoreFn.TRIALS)));
  }

  /** What was scored here is not read back: so an experiment that is not written compares too. */
  private PCollection<OrderedRow> against(ExperimentRead baseline, PCollection<Trial> scored) {
    PCollection<Trial> earlier =
        scored
            .getPipeline()
            .apply(
                "ReadBaseline",
                ComparedRows.of(List.of(baseline), places.connection(), BASELINE_PAGE_ROWS))
            .failuresTo(rejects)
            .apply("BaselineTrials", ExperimentTrials.ofBaseline().groupedBy(EvalTrial.GROUP));
    return PCollectionList.of(scored)
        .and(earlier)
        .apply("AllTrials", Flatten.pCollections())
        .apply("CompareTrials", CompareTrials.byCase())
        .apply("TallyLines", Tallies.toLines());
  }

  private PCollection<RowVersion> rows(Pipeline pipeline) {
    PCollection<RowVersion> rows =
        pipeline
            .apply(
                "ReadRows",
                BraintrustIO.read()
                    .from(places.rows())
                    .withConnection(places.connection())
                    .withColumns(EvalCase.COLUMNS))
            .failuresTo(rejects)
            .apply("FilterRows", Filter.by(accepts(plan.filter())));
    return plan.maxRows() == 0
        ? rows
        : rows.apply("MaxRows", FirstRows.by(EvalPipeline::byChance, plan.maxRows()));
  }

  private static SerializableFunction<RowVersion, Boolean> accepts(RowFilter filter) {
    return row -> filter.accepts(new EvalCase(row, 0));
  }

  /** The same rows in every run, of all facets and splits in about their shares. */
  private static String byChance(RowVersion row) {
    return Sha256.hex(row.key().rowId()) + row.key().rowId();
  }

  private PCollection<KV<EvalCase, ModelOutcome>> ask(PCollection<RowVersion> rows) {
    String model = options.getModel();
    PCollectionTuple asked =
        rows.apply(
            "Ask",
            ParDo.of(new AskFn(definitions, model, options.getMaxTokens(), plan.trials()))
                .withOutputTags(AskFn.ASKED, TupleTagList.of(AskFn.UNKNOWN)));
    PCollection<KV<EvalCase, ModelOutcome>> answered =
        asked
            .get(AskFn.ASKED)
            .setCoder(KvCoder.of(EvalCaseCoder.of(), ChatRequestCoder.of()))
            .apply("CallModel", CallModel.at(models.task(), places.answers()))
            .apply("ReadAnswers", MapElements.via(new ReadAnswer(model)))
            .setCoder(ANSWERED);
    return PCollectionList.of(answered)
        .and(asked.get(AskFn.UNKNOWN).setCoder(ANSWERED))
        .apply("AllAnswers", Flatten.pCollections());
  }

  private PCollection<EvalRecord> judge(PCollection<KV<EvalCase, ModelOutcome>> answered) {
    String model = options.getFactualityModel();
    PCollectionTuple asked =
        answered.apply(
            "AskJudge",
            ParDo.of(new AskJudgeFn(model))
                .withOutputTags(AskJudgeFn.ASKED, TupleTagList.of(AskJudgeFn.NOT_ASKED)));
    PCollection<EvalRecord> judged =
        asked
            .get(AskJudgeFn.ASKED)
            .setCoder(KvCoder.of(ANSWERED, ChatRequestCoder.of()))
            .apply(
                "CallJudge",
                CallModel.<KV<EvalCase, ModelOutcome>>at(models.judge(), places.verdicts())
                    .withCheck(AskJudgeFn::problem))
            .apply("ReadVerdicts", MapElements.via(new ReadVerdict(model)));
    return PCollectionList.of(judged)
        .and(asked.get(AskJudgeFn.NOT_ASKED))
        .apply("AllVerdicts", Flatten.pCollections());
  }

  private void write(PCollection<RowChange> spans) {
    ObjectSnapshot existing = places.existing();
    PCollection<RowChange> left =
        existing == null
            ? spans
            : spans.apply("KeepNew", KeepNew.beside(existing(spans.getPipeline(), existing)));
    rejects.add(
        left.apply(
                "WriteSpans",
                BraintrustIO.upsertRows().ofExperiments().withConnection(places.connection()))
            .rejected());
  }

  private PCollection<RowVersion> existing(Pipeline pipeline, ObjectSnapshot experiment) {
    return pipeline
        .apply(
            "ReadExperiment",
            BraintrustIO.read()
                .from(experiment)
                .withConnection(places.connection())
                .withColumns(List.of("error")))
        .failuresTo(rejects);
  }
}
