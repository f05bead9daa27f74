package org.braintrustbeam.pipelines.curate;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RejectCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.labelling.CountLines;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.braintrustbeam.transforms.curate.AttachInputs;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.curate.NearDuplicates;
import org.braintrustbeam.transforms.curate.OfCases;
import org.braintrustbeam.transforms.curate.ReviewLine;
import org.braintrustbeam.transforms.curate.RootInput;
import org.braintrustbeam.transforms.curate.ScoredTraces;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.sample.SampleBest;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
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
  static final String KNOWN = "known_labels";
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
   * @param dataset whose rows are looked at for what is nearly the same; null if there is none yet
   */
  record Source(
      ObjectSnapshot logs,
      ConnectionSettings connection,
      @Nullable TimeRange range,
      @Nullable ObjectSnapshot dataset) {}

  private final CurateSettings settings;
  private final CuratePlan plan;
  private final RowPlan links;
  private final Source source;
  private final @Nullable KnownLabels known;
  private final @Nullable LabelCases label;
  private final @Nullable JudgeCases judge;
  private final Folders folders;
  private final List<PCollection<Reject>> rejects = new ArrayList<>();

  /**
   * By these.
   *
   * @param known takes labels from the dataset; null if nobody asks, or there is no dataset yet
   * @param label null if no model is asked
   * @param judge to say what would be written; null if nobody asks, or there is no dataset yet
   */
  SelectPipeline(
      CurateSettings settings,
      CuratePlan plan,
      RowPlan links,
      Source source,
      @Nullable KnownLabels known,
      @Nullable LabelCases label,
      @Nullable JudgeCases judge,
      Folders folders) {
    this.settings = settings;
    this.plan = plan;
    this.links = links;
    this.source = source;
    this.known = known;
    this.label = label;
    this.judge = judge;
    this.folders = folders;
  }

  Pipeline create(CurateOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    LabelledFile file = settings.file();
    PCollectionTuple outputs =
        file == null ? fromTraces(pipeline) : distinct(labelled(pipeline, file));
    PCollection<Case> distinct = outputs.get(NearDuplicates.DISTINCT);
    PCollection<Case> chosen =
        file == null ? sampled("Sample", distinct, settings.sample()) : distinct;
    PCollectionTuple lines = known(chosen, withoutCases(outputs));
    DeadLetters.with(rejects, lines).apply("WriteOutputs", WriteOrderedRows.to(folders.shared()));
    return pipeline;
  }

  private PCollectionTuple fromTraces(Pipeline pipeline) {
    PCollectionTuple scored =
        pipeline
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
    return distinct(sampled("Candidates", scored.get(ScoredTraces.CASES), settings.candidates()))
        .and(
            COUNTS,
            scored
                .get(ScoredTraces.COUNTS)
                .apply("CountLines", MapElements.via(new CountLines.OfCount())));
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

  /**
   * The cases that differ from each other and from what the dataset has, with their inputs, and the
   * lines about the others. Inputs are looked for in the roots alone first; the other spans are
   * asked for where these have none.
   */
  private PCollectionTuple distinct(PCollection<Case> cases) {
    PCollectionTuple byRoot =
        cases.apply("AttachRoots", AttachInputs.of(spans("Roots", cases, ROOTS)));
    PCollection<Case> missing = byRoot.get(AttachInputs.MISSING);
    PCollectionTuple byOthers =
        missing.apply("AttachOthers", AttachInputs.of(spans("Others", missing, WITH_INPUT)));
    PCollectionTuple parted =
        PCollectionList.of(byRoot.get(AttachInputs.FOUND))
            .and(byOthers.get(AttachInputs.FOUND))
            .apply("AllFound", Flatten.pCollections())
            .apply(
                "NearDuplicates",
                NearDuplicates.from(settings.similarity()).against(rowsThere(cases.getPipeline())));
    return PCollectionTuple.of(NearDuplicates.DISTINCT, parted.get(NearDuplicates.DISTINCT))
        .and(DUPLICATES, parted.get(NearDuplicates.DUPLICATES))
        .and(
            NO_INPUT,
            byOthers.get(AttachInputs.MISSING).apply("NoInput", MapElements.via(new CaseLine())));
  }

  private @Nullable PCollection<RowVersion> rowsThere(Pipeline pipeline) {
    ObjectSnapshot dataset = source.dataset();
    return dataset == null
        ? null
        : pipeline
            .apply(
                "ReadDataset",
                BraintrustIO.read()
                    .from(dataset)
                    .withConnection(source.connection())
                    .withColumns(NearDuplicates.COLUMNS))
            .failuresTo(rejects);
  }

  private PCollection<RowVersion> spans(String name, PCollection<Case> cases, String condition) {
    return cases
        .apply("TracesOf" + name, ParDo.of(new TraceIdFn()))
        .apply(
            "LookUp" + name,
            BraintrustIO.lookUpTraces(source.logs().id())
                .withConnection(source.connection())
                .withFilter(condition)
                .withColumns(AttachInputs.COLUMNS));
  }

  private static PCollectionTuple withoutCases(PCollectionTuple outputs) {
    PCollectionTuple lines =
        PCollectionTuple.of(DUPLICATES, outputs.get(DUPLICATES))
            .and(NO_INPUT, outputs.get(NO_INPUT));
    return outputs.has(COUNTS) ? lines.and(COUNTS, outputs.get(COUNTS)) : lines;
  }

  private PCollectionTuple known(PCollection<Case> chosen, PCollectionTuple lines) {
    if (known == null) {
      return review(chosen, lines);
    }
    PCollectionTuple taken = chosen.apply("KnownLabels", known);
    return review(taken.get(KnownLabels.CASES), lines.and(KNOWN, taken.get(KnownLabels.KNOWN)));
  }

  private PCollectionTuple review(PCollection<Case> chosen, PCollectionTuple lines) {
    if (label == null) {
      return reviewed(chosen, lines);
    }
    PCollectionTuple labelled = chosen.apply("LabelCases", label);
    PCollectionTuple more =
        labelled.has(LabelCases.ESTIMATE)
            ? lines.and(ESTIMATE, labelled.get(LabelCases.ESTIMATE))
            : lines.and(FAILED, labelled.get(LabelCases.FAILED));
    return reviewed(labelled.get(LabelCases.CASES), more);
  }

  private PCollectionTuple reviewed(PCollection<Case> cases, PCollectionTuple lines) {
    PCollectionTuple all =
        lines.and(REVIEW, cases.apply("ReviewLines", MapElements.via(new ReviewLine(plan, links))));
    return judge == null
        ? all
        : all.and(VERDICTS, cases.apply("JudgeCases", judge).get(JudgeCases.VERDICTS));
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
}
