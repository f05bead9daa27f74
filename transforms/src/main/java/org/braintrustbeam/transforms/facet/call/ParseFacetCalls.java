package org.braintrustbeam.transforms.facet.call;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.counts.BundleCounts;

/**
 * Reads the facet calls out of production spans.
 *
 * <p>Input: the newest version of each span, with at least the columns that {@link FacetSpan}
 * names; bounded, in the global window. A row without a call is counted with its reason.
 */
public final class ParseFacetCalls extends PTransform<PCollection<RowVersion>, PCollectionTuple> {
  /** The calls, with an unknown weak bucket. */
  public static final TupleTag<FacetCall> CALLS = new TupleTag<>() {};

  /** The lines of {@code candidates.jsonl}: each span that was not dropped. */
  public static final TupleTag<OrderedRow> CANDIDATES = new TupleTag<>() {};

  /** The trace of each of these spans, as often as it has spans. */
  public static final TupleTag<String> ROOT_SPAN_IDS = new TupleTag<>() {};

  /**
   * Totals by name: {@link #CANDIDATE_COUNT}, {@link #CALL_COUNT}, {@link NoCall#countName} and
   * {@link Fallback#countName}; what did not occur is not there.
   */
  public static final TupleTag<KV<String, Long>> COUNTS = new TupleTag<>() {};

  /** Name of the number of spans that were not dropped. */
  public static final String CANDIDATE_COUNT = "candidate_count";

  /** Name of the number of calls. */
  public static final String CALL_COUNT = "parsed_call_count";

  private final ParsePlan plan;

  private ParseFacetCalls(ParsePlan plan) {
    this.plan = plan;
  }

  /** By this plan. */
  public static ParseFacetCalls by(ParsePlan plan) {
    return new ParseFacetCalls(plan);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowVersion> rows) {
    PCollectionTuple parsed =
        rows.apply(
            "ParseSpans",
            ParDo.of(new ParseFn(plan))
                .withOutputTags(CALLS, TupleTagList.of(CANDIDATES).and(ROOT_SPAN_IDS).and(COUNTS)));
    PCollection<KV<String, Long>> counts = parsed.get(COUNTS).apply("Total", Sum.longsPerKey());
    return PCollectionTuple.of(CALLS, parsed.get(CALLS))
        .and(CANDIDATES, parsed.get(CANDIDATES))
        .and(ROOT_SPAN_IDS, parsed.get(ROOT_SPAN_IDS))
        .and(COUNTS, counts);
  }

  private static final class ParseFn extends DoFn<RowVersion, FacetCall> {
    private final ParsePlan plan;
    private transient BundleCounts counts = new BundleCounts();

    ParseFn(ParsePlan plan) {
      this.plan = plan;
    }

    @StartBundle
    public void start() {
      counts = new BundleCounts();
    }

    @ProcessElement
    public void parse(@Element RowVersion row, MultiOutputReceiver out) {
      FacetSpan span =
          FacetSpan.read(row.json(), row.xactId(), reason -> counts.add(reason.countName()));
      if (span == null) {
        return;
      }
      out.get(CANDIDATES).output(span.candidateLine());
      out.get(ROOT_SPAN_IDS).output(span.source().rootSpanId());
      SpanCalls calls = SpanCalls.of(span, plan);
      calls.calls().forEach(out.get(CALLS)::output);
      count(calls);
    }

    private void count(SpanCalls calls) {
      counts.add(CANDIDATE_COUNT);
      if (calls.reason() != null) {
        counts.add(calls.reason().countName());
      }
      for (FacetCall call : calls.calls()) {
        counts.add(CALL_COUNT);
        call.fallbacks().forEach(fallback -> counts.add(fallback.countName()));
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.output(context, COUNTS);
    }
  }
}
