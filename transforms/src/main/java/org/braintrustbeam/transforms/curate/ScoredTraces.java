package org.braintrustbeam.transforms.curate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.counts.BundleCounts;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * Makes a case, without an input yet, of each trace that failed or passed by its scores.
 *
 * <p>Input: the newest version of each span that may have scores, with {@link #COLUMNS}; bounded,
 * in the global window. A trace is as old as the newest of these spans. Memory: the scores of the
 * traces of a shard.
 */
public final class ScoredTraces extends PTransform<PCollection<RowVersion>, PCollectionTuple> {
  /** What is needed of a span. */
  public static final List<String> COLUMNS = List.of("created", "root_span_id", "scores");

  /** The cases. */
  public static final TupleTag<Case> CASES = new TupleTag<>() {};

  /**
   * Totals by name: {@link #TRACES}, of these {@code traces_failing}, {@code traces_passing} and
   * {@code traces_between}; what did not occur is not there.
   */
  public static final TupleTag<KV<String, Long>> COUNTS = new TupleTag<>() {};

  /** Name of the number of traces with a score that counts. */
  public static final String TRACES = "traces_scored";

  private static final String PREFIX = "traces_";

  private final String projectId;
  private final ScoreRule rule;

  private ScoredTraces(String projectId, ScoreRule rule) {
    this.projectId = projectId;
    this.rule = rule;
  }

  /** Of the project whose logs the spans are in. */
  public static ScoredTraces of(String projectId, ScoreRule rule) {
    return new ScoredTraces(projectId, rule);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowVersion> spans) {
    PCollectionTuple judged =
        spans
            .apply("ReadScores", ParDo.of(new ReadScoresFn(rule)))
            .apply("ByTrace", CombineByShard.toLists())
            .apply(
                "Judge",
                ParDo.of(new JudgeFn(projectId, rule))
                    .withOutputTags(CASES, TupleTagList.of(COUNTS)));
    return PCollectionTuple.of(CASES, judged.get(CASES))
        .and(COUNTS, judged.get(COUNTS).apply("Total", Sum.longsPerKey()));
  }

  /** To a trace goes the age of a span and its scores. */
  private static final class ReadScoresFn extends DoFn<RowVersion, KV<String, OrderedRow>> {
    private final ScoreRule rule;

    ReadScoresFn(ScoreRule rule) {
      this.rule = rule;
    }

    @ProcessElement
    public void read(@Element RowVersion row, OutputReceiver<KV<String, OrderedRow>> out) {
      Map<String, RawJson> fields = row.json().fields();
      String trace = text(fields, "root_span_id");
      RawJson scores = fields.getOrDefault("scores", RawJson.NULL);
      if (trace != null && !trace.isBlank() && rule.score(List.of(scores)) != null) {
        String age = Created.newestFirst(Created.ofText(text(fields, "created")));
        out.output(KV.of(trace, new OrderedRow(age, scores)));
      }
    }

    private static @Nullable String text(Map<String, RawJson> fields, String name) {
      return fields.getOrDefault(name, RawJson.NULL).text();
    }
  }

  private static final class JudgeFn extends DoFn<KV<String, List<OrderedRow>>, Case> {
    private final String projectId;
    private final ScoreRule rule;
    private transient BundleCounts counts = new BundleCounts();

    JudgeFn(String projectId, ScoreRule rule) {
      this.projectId = projectId;
      this.rule = rule;
    }

    @StartBundle
    public void start() {
      counts = new BundleCounts();
    }

    @ProcessElement
    public void judge(@Element KV<String, List<OrderedRow>> trace, MultiOutputReceiver out) {
      BigDecimal score = rule.score(trace.getValue().stream().map(OrderedRow::json).toList());
      if (score == null) {
        return; // only spans with a score that counts are here
      }
      ScoreBucket bucket = rule.bucket(score);
      counts.add(TRACES);
      counts.add(PREFIX + (bucket == null ? "between" : bucket.word()));
      if (bucket != null) {
        String id = trace.getKey();
        String order = youngest(trace.getValue()) + '\0' + id;
        out.get(CASES).output(Case.ofTrace(projectId, id, order, bucket, score.toPlainString()));
      }
    }

    private static String youngest(List<OrderedRow> spans) {
      return spans.stream().map(OrderedRow::order).min(String::compareTo).orElse("");
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.output(context, COUNTS);
    }
  }
}
