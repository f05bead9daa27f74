package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.model.CallModel;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.io.model.ChatRequestCoder;
import org.braintrustbeam.io.model.EstimateCalls;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RejectCoder;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Writes;
import org.braintrustbeam.pipelines.labelling.CountLines;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.braintrustbeam.transforms.facet.call.CallLine;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.call.FacetCallCoder;
import org.braintrustbeam.transforms.facet.call.NewestSpans;
import org.braintrustbeam.transforms.facet.call.ParseFacetCalls;
import org.braintrustbeam.transforms.facet.definition.CollectPrompts;
import org.braintrustbeam.transforms.facet.definition.PromptVersion;
import org.braintrustbeam.transforms.facet.finalised.AttachFacets;
import org.braintrustbeam.transforms.facet.row.BuildRows;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.LabelledCall;
import org.braintrustbeam.transforms.facet.row.RowLine;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.sample.SampleCalls;
import org.braintrustbeam.transforms.facet.split.CountLeaks;
import org.braintrustbeam.transforms.facet.split.SplitRows;
import org.jspecify.annotations.Nullable;

/**
 * The composition of {@code create-facet-dataset}: spans become calls, a sample of the calls is
 * labelled, the labels become rows on two sides, and the rows are written. Everything that a person
 * may look at leaves as lines of an output.
 */
final class FacetPipeline {
  static final String CANDIDATES = "candidates";
  static final String FINAL_FACETS = "final_facets";
  static final String PARSED_CALLS = "parsed_calls";
  static final String PROMPTS = "prompts";
  static final String COUNTS = "counts";
  static final String ESTIMATE = "estimate";
  static final String FAILED = "failed_rows";
  static final String ROWS = "dataset_rows";
  static final String VERDICTS = "verdicts";

  private static final List<String> WRITTEN_COLUMNS =
      List.of("audit_data", "expected", "input", "metadata", "origin", "tags");

  /**
   * Where spans come from.
   *
   * @param logs the project's logs
   * @param connection how to reach them
   * @param range when the spans were created; null for the window of the plan
   */
  record Source(ObjectSnapshot logs, ConnectionSettings connection, @Nullable TimeRange range) {}

  /**
   * Who labels.
   *
   * @param model its name
   * @param connection how to reach it
   * @param answers where its answers are kept
   * @param maxLabels how many calls are labelled at most; null for all that are chosen
   * @param dryRun whether they are only counted
   */
  record Labels(
      String model,
      ModelConnection connection,
      SharedFolder answers,
      @Nullable Integer maxLabels,
      boolean dryRun) {}

  /**
   * Where rows go.
   *
   * @param datasetId of the dataset; null if there is none, or nobody looks
   * @param connection how to reach it
   * @param write whether rows are written to it
   * @param overwriteEdited also where a person has corrected the label
   */
  record Target(
      @Nullable String datasetId,
      ConnectionSettings connection,
      boolean write,
      boolean overwriteEdited) {}

  private final FacetPlan plan;
  private final RowPlan rowPlan;
  private final Source source;
  private final Labels labels;
  private final Target target;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  FacetPipeline(
      FacetPlan plan,
      RowPlan rowPlan,
      Source source,
      Labels labels,
      Target target,
      Folders folders) {
    this.plan = plan;
    this.rowPlan = rowPlan;
    this.source = source;
    this.labels = labels;
    this.target = target;
    this.folders = folders;
  }

  Pipeline create(CreateFacetDatasetOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple parsed =
        spans(pipeline).apply("ParseFacetCalls", ParseFacetCalls.by(plan.parse()));
    PCollectionTuple attached =
        parsed
            .get(ParseFacetCalls.CALLS)
            .apply(
                "AttachFacets", AttachFacets.of(facets(parsed.get(ParseFacetCalls.ROOT_SPAN_IDS))));
    PCollection<FacetCall> chosen = choose(attached.get(AttachFacets.CALLS));
    PCollection<KV<String, List<PromptVersion>>> prompts =
        chosen.apply("CollectPrompts", CollectPrompts.perFacet());
    PCollectionTuple outputs =
        PCollectionTuple.of(CANDIDATES, parsed.get(ParseFacetCalls.CANDIDATES))
            .and(FINAL_FACETS, attached.get(AttachFacets.FACETS))
            .and(PARSED_CALLS, chosen.apply("CallLines", MapElements.via(new CallLine())))
            .and(PROMPTS, CollectPrompts.lines(prompts));
    PCollection<KV<String, Long>> counts = parsed.get(ParseFacetCalls.COUNTS);
    outputs =
        labels.dryRun()
            ? outputs.and(ESTIMATE, estimate(chosen)).and(COUNTS, countLines(counts))
            : label(chosen, CollectPrompts.hashes(prompts), counts, outputs);
    DeadLetters.with(rejects, outputs).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollection<RowVersion> spans(Pipeline pipeline) {
    if (!plan.roots().isEmpty()) {
      rejects.add(pipeline.apply("NoRejects", Create.empty(RejectCoder.of())));
      return pipeline
          .apply("NamedTraces", Create.of(plan.roots()))
          .apply(
              "ReadTraces",
              BraintrustIO.lookUpTraces(source.logs().id())
                  .withConnection(source.connection())
                  .withFilter(plan.query().spans())
                  .withColumns(SourceQuery.COLUMNS));
    }
    PCollection<RowVersion> spans =
        pipeline
            .apply(
                "ReadSpans",
                BraintrustIO.read()
                    .from(source.logs())
                    .withConnection(source.connection())
                    .withFilter(plan.query().spansWithin(source.range()))
                    .withSqlOnly()
                    .withColumns(SourceQuery.COLUMNS))
            .failuresTo(rejects);
    return plan.limit() == 0 ? spans : spans.apply("NewestSpans", NewestSpans.of(plan.limit()));
  }

  private PCollection<RowVersion> facets(PCollection<String> rootSpanIds) {
    return rootSpanIds.apply(
        "LookUpFacets",
        BraintrustIO.lookUpTraces(source.logs().id())
            .withConnection(source.connection())
            .withFilter(SourceQuery.HAS_FACETS)
            .withColumns(SourceQuery.FACET_COLUMNS));
  }

  private PCollection<FacetCall> choose(PCollection<FacetCall> calls) {
    PCollection<FacetCall> chosen =
        calls.apply(
            "SampleCalls",
            plan.sample() == null ? SampleCalls.all() : SampleCalls.by(plan.sample()));
    return labels.maxLabels() == null
        ? chosen
        : chosen.apply("MaxLabels", FirstCalls.of(labels.maxLabels()));
  }

  private PCollection<KV<FacetCall, ChatRequest>> requests(PCollection<FacetCall> chosen) {
    return chosen
        .apply("ToRequests", MapElements.via(new ToRequest(labels.model())))
        .setCoder(KvCoder.of(FacetCallCoder.of(), ChatRequestCoder.of()));
  }

  private PCollection<OrderedRow> estimate(PCollection<FacetCall> chosen) {
    return requests(chosen)
        .apply(
            "EstimateCalls", EstimateCalls.beside(labels.answers(), labels.connection().workers()))
        .apply("EstimateLine", MapElements.via(new CountLines.OfEstimate()));
  }

  private PCollectionTuple label(
      PCollection<FacetCall> chosen,
      PCollectionView<Map<String, String>> hashes,
      PCollection<KV<String, Long>> counts,
      PCollectionTuple outputs) {
    PCollectionTuple labelled =
        requests(chosen)
            .apply(
                "CallModel",
                CallModel.<FacetCall>at(labels.connection(), labels.answers())
                    .withCheck(ReadLabelFn::problem))
            .apply(
                "ReadLabels",
                ParDo.of(new ReadLabelFn(labels.model()))
                    .withOutputTags(ReadLabelFn.LABELLED, TupleTagList.of(ReadLabelFn.FAILED)));
    PCollection<LabelledCall> calls = labelled.get(ReadLabelFn.LABELLED);
    PCollection<DatasetRow> unsplit = calls.apply("BuildRows", BuildRows.by(rowPlan, hashes));
    PCollection<RowVersion> existing = existing(unsplit);
    SplitRows split = SplitRows.by(plan.split());
    PCollection<DatasetRow> rows =
        unsplit.apply(
            "SplitRows",
            existing != null && plan.keepSides() ? split.keepingSidesOf(existing) : split);
    PCollection<KV<String, Long>> all =
        PCollectionList.of(counts)
            .and(rows.apply("CountLeaks", CountLeaks.betweenSides()))
            .apply("AllCounts", Flatten.pCollections());
    PCollectionTuple more =
        outputs
            .and(FAILED, labelled.get(ReadLabelFn.FAILED))
            .and(ROWS, rows.apply("RowLines", MapElements.via(new RowLine())))
            .and(COUNTS, countLines(all));
    return target.write() && existing != null ? write(rows, existing, more) : more;
  }

  /** What the dataset has of these rows; null if nobody needs to know. */
  private @Nullable PCollection<RowVersion> existing(PCollection<DatasetRow> rows) {
    String datasetId = target.datasetId();
    if (datasetId == null || !(target.write() || plan.keepSides())) {
      return null;
    }
    return rows.apply("RowsThere", MapElements.via(new ToRowAt(datasetId)))
        .apply(
            "LookUpRows",
            BraintrustIO.lookUp().withConnection(target.connection()).withColumns(WRITTEN_COLUMNS));
  }

  private PCollectionTuple write(
      PCollection<DatasetRow> rows, PCollection<RowVersion> existing, PCollectionTuple outputs) {
    String datasetId = target.datasetId();
    if (datasetId == null) {
      throw new IllegalStateException("rows are written to a dataset");
    }
    PCollectionTuple judged =
        rows.apply(
            "JudgeRows",
            new JudgeRows(
                existing, datasetId, rowPlan.sourceProjectId(), target.overwriteEdited()));
    UpsertRows.Written written =
        judged.get(JudgeRows.CHANGES).apply("UpsertRows", Writes.of(target.connection(), folders));
    rejects.add(written.rejected());
    return outputs.and(VERDICTS, judged.get(JudgeRows.VERDICTS));
  }

  private static PCollection<OrderedRow> countLines(PCollection<KV<String, Long>> counts) {
    return counts.apply("CountLines", MapElements.via(new CountLines.OfCount()));
  }

  private static final class ToRowAt extends SimpleFunction<DatasetRow, RowAt> {
    private final String datasetId;

    ToRowAt(String datasetId) {
      this.datasetId = datasetId;
    }

    @Override
    public RowAt apply(DatasetRow row) {
      return new RowAt(new RowKey(datasetId, row.id()), null);
    }
  }
}
