package org.braintrustbeam.pipelines.curate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.LookUpTraces;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.model.CallModel;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.io.model.ChatRequestCoder;
import org.braintrustbeam.io.model.EstimateCalls;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RejectCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.createfacetdataset.CountLines;
import org.braintrustbeam.pipelines.createfacetdataset.SourceQuery.TimeRange;
import org.braintrustbeam.transforms.curate.AttachInputs;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CaseCoder;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.curate.NearDuplicates;
import org.braintrustbeam.transforms.curate.OfCases;
import org.braintrustbeam.transforms.curate.ReviewLine;
import org.braintrustbeam.transforms.curate.RootInput;
import org.braintrustbeam.transforms.curate.ScoredTraces;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.sample.SampleBest;
import org.braintrustbeam.transforms.facet.sample.SampleKey;
import org.braintrustbeam.transforms.facet.sample.SampleOf;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * The first half of {@code curate}: traces with scores, or labelled rows, become cases with an
 * input each; what is nearly the same goes, a balanced sample stays, and is labelled. All of it
 * leaves as lines, of which {@link #REVIEW} are what may be written.
 */
final class SelectPipeline {
  static final String COUNTS = "counts";
  static final String NO_INPUT = "no_input";
  static final String DUPLICATES = "duplicates";
  static final String ESTIMATE = "estimate";
  static final String FAILED = "failed_rows";
  static final String REVIEW = "review";
  static final String VERDICTS = "verdicts";

  private static final String ROOTS = "is_root = true";
  private static final String WITH_INPUT = "input IS NOT NULL";

  /**
   * Where cases come from.
   *
   * @param logs the project's logs
   * @param connection how to reach them
   * @param range when the spans were created; null for the window of the settings
   */
  record Source(ObjectSnapshot logs, ConnectionSettings connection, @Nullable TimeRange range) {}

  /**
   * Who labels.
   *
   * @param model its name
   * @param connection how to reach it
   * @param answers where its answers are kept
   * @param maxLabels how many cases are labelled at most; null for all that are chosen
   */
  record Labels(
      String model,
      ModelConnection connection,
      SharedFolder answers,
      @Nullable Integer maxLabels) {}

  private final CurateSettings settings;
  private final CuratePlan plan;
  private final RowPlan links;
  private final Source source;
  private final Labels labels;
  private final @Nullable JudgeCases judge;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  /**
   * By these.
   *
   * @param judge to say what would be written; null if nobody asks, or there is no dataset yet
   */
  SelectPipeline(
      CurateSettings settings,
      CuratePlan plan,
      RowPlan links,
      Source source,
      Labels labels,
      @Nullable JudgeCases judge,
      Folders folders) {
    this.settings = settings;
    this.plan = plan;
    this.links = links;
    this.source = source;
    this.labels = labels;
    this.judge = judge;
    this.folders = folders;
  }

  Pipeline create(CurateOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    LabelledFile file = settings.file();
    PCollectionTuple outputs = PCollectionTuple.empty(pipeline);
    PCollection<Case> cases;
    if (file == null) {
      PCollectionTuple scored = scored(pipeline);
      cases = sampled("Candidates", scored.get(ScoredTraces.CASES), settings.candidates());
      outputs = outputs.and(COUNTS, countLines(scored.get(ScoredTraces.COUNTS)));
    } else {
      cases = labelled(pipeline, file);
    }
    PCollectionTuple attached = attach(cases);
    PCollectionTuple parted =
        attached
            .get(AttachInputs.FOUND)
            .apply("NearDuplicates", NearDuplicates.from(settings.similarity()));
    PCollection<Case> chosen = parted.get(NearDuplicates.DISTINCT);
    outputs =
        label(
            file == null ? sampled("Sample", chosen, settings.sample()) : chosen,
            outputs
                .and(NO_INPUT, attached.get(AttachInputs.MISSING).apply("NoInput", caseLines()))
                .and(DUPLICATES, parted.get(NearDuplicates.DUPLICATES)));
    DeadLetters.with(rejects, outputs).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollectionTuple scored(Pipeline pipeline) {
    return pipeline
        .apply(
            "ReadScores",
            BraintrustIO.read()
                .from(source.logs())
                .withConnection(source.connection())
                .withFilter(settings.scoredWithin(source.range()))
                .withSqlOnly()
                .withColumns(ScoredTraces.COLUMNS))
        .failuresTo(rejects)
        .apply("ScoredTraces", ScoredTraces.of(plan.projectId(), settings.rule()));
  }

  private static PCollection<Case> sampled(String name, PCollection<Case> cases, SamplePlan plan) {
    return cases.apply(name, SampleBest.by(plan, new OfCases()));
  }

  private PCollection<Case> labelled(Pipeline pipeline, LabelledFile file) {
    rejects.add(pipeline.apply("NoRejects", Create.empty(RejectCoder.of())));
    LabelledLine reader = new LabelledLine(plan.projectId(), settings.rule());
    return pipeline
        .apply("File", Create.of(file.name()))
        .apply("ReadRows", ParDo.of(new ReadCasesFn(folders.shared(), reader, false)));
  }

  /** First by the roots alone; the other spans are asked for where these have no input. */
  private PCollectionTuple attach(PCollection<Case> cases) {
    PCollectionTuple byRoot =
        cases.apply("AttachRoots", AttachInputs.of(spans("Roots", cases, ROOTS)));
    PCollection<Case> missing = byRoot.get(AttachInputs.MISSING);
    PCollectionTuple byOthers =
        missing.apply("AttachOthers", AttachInputs.of(spans("Others", missing, WITH_INPUT)));
    PCollection<Case> found =
        PCollectionList.of(byRoot.get(AttachInputs.FOUND))
            .and(byOthers.get(AttachInputs.FOUND))
            .apply("AllFound", Flatten.pCollections());
    return PCollectionTuple.of(AttachInputs.FOUND, found)
        .and(AttachInputs.MISSING, byOthers.get(AttachInputs.MISSING));
  }

  private PCollection<RowVersion> spans(String name, PCollection<Case> cases, String condition) {
    LookUpTraces lookUp =
        BraintrustIO.lookUpTraces(source.logs().id())
            .withConnection(source.connection())
            .withFilter(condition)
            .withColumns(AttachInputs.COLUMNS);
    return cases.apply("TracesOf" + name, ParDo.of(new TraceIdFn())).apply("LookUp" + name, lookUp);
  }

  private PCollectionTuple label(PCollection<Case> chosen, PCollectionTuple outputs) {
    String context = settings.context();
    if (context == null || !settings.asksModel()) {
      return review(chosen, outputs);
    }
    PCollection<Case> asked = chosen.apply("WithoutLabel", Filter.by(value -> !value.isLabelled()));
    if (labels.maxLabels() != null) {
      SamplePlan first = SamplePlan.newest(labels.maxLabels(), 0);
      asked = asked.apply("MaxLabels", SampleBest.by(first, new FirstOfAll()));
    }
    PCollection<KV<Case, ChatRequest>> requests =
        asked
            .apply("ToRequests", MapElements.via(new ToLabelRequest(labels.model(), context)))
            .setCoder(KvCoder.of(CaseCoder.of(), ChatRequestCoder.of()));
    PCollection<Case> labelled = chosen.apply("WithLabel", Filter.by(Case::isLabelled));
    if (!settings.buys()) {
      return review(together(asked, labelled), outputs.and(ESTIMATE, estimate(requests)));
    }
    PCollectionTuple read = ask(requests);
    return review(
        together(read.get(ReadLabelFn.CASES), labelled),
        outputs.and(FAILED, read.get(ReadLabelFn.FAILED)));
  }

  private static PCollection<Case> together(PCollection<Case> some, PCollection<Case> others) {
    return PCollectionList.of(some).and(others).apply("AllCases", Flatten.pCollections());
  }

  private PCollectionTuple ask(PCollection<KV<Case, ChatRequest>> requests) {
    return requests
        .apply(
            "CallModel",
            CallModel.<Case>at(labels.connection(), labels.answers())
                .withCheck(ReadLabelFn::problem))
        .apply(
            "ReadLabels",
            ParDo.of(new ReadLabelFn(labels.model()))
                .withOutputTags(ReadLabelFn.CASES, TupleTagList.of(ReadLabelFn.FAILED)));
  }

  private PCollection<OrderedRow> estimate(PCollection<KV<Case, ChatRequest>> requests) {
    return requests
        .apply(
            "EstimateCalls", EstimateCalls.beside(labels.answers(), labels.connection().workers()))
        .apply("EstimateLine", MapElements.via(new CountLines.OfEstimate()));
  }

  private PCollectionTuple review(PCollection<Case> cases, PCollectionTuple outputs) {
    PCollectionTuple all =
        outputs.and(
            REVIEW, cases.apply("ReviewLines", MapElements.via(new ReviewLine(plan, links))));
    return judge == null
        ? all
        : all.and(VERDICTS, cases.apply("JudgeCases", judge).get(JudgeCases.VERDICTS));
  }

  private static PCollection<OrderedRow> countLines(PCollection<KV<String, Long>> counts) {
    return counts.apply("CountLines", MapElements.via(new CountLines.OfCount()));
  }

  private static MapElements<Case, OrderedRow> caseLines() {
    return MapElements.via(new CaseLine());
  }

  /** {@code {id, trace_id}}. */
  private static final class CaseLine extends SimpleFunction<Case, OrderedRow> {
    @Override
    public OrderedRow apply(Case value) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      String trace = value.traceId();
      line.put("id", JsonMerge.string(value.id()));
      line.put("trace_id", trace == null ? RawJson.NULL : JsonMerge.string(trace));
      return new OrderedRow(value.order(), JsonMerge.object(line));
    }
  }

  /** The traces of cases that lack their input or where it is from. */
  private static final class TraceIdFn extends DoFn<Case, String> {
    @ProcessElement
    public void find(@Element Case value, OutputReceiver<String> out) {
      String trace = value.traceId();
      if (trace != null && (value.source() == null || RootInput.isEmpty(value.input()))) {
        out.output(trace);
      }
    }
  }

  /** The first, whatever became of them in production. */
  private static final class FirstOfAll implements SampleOf<Case> {
    @Override
    public SampleKey key(Case value) {
      return new SampleKey("", Bucket.POSITIVE);
    }

    @Override
    public String trace(Case value) {
      return value.id();
    }

    @Override
    public String order(Case value) {
      return value.order();
    }
  }
}
