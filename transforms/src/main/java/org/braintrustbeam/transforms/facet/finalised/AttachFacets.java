package org.braintrustbeam.transforms.facet.finalised;

import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.json.JsonValue;

/**
 * Gives each call the weak bucket and the value that the finalised facets of its trace say; of
 * several rows of a trace the newest counts.
 *
 * <p>Bounded, in the global window. Memory: what one trace has on Flink; see {@link
 * CombineByShard}.
 */
public final class AttachFacets extends PTransform<PCollection<FacetCall>, PCollectionTuple> {
  /** The calls. */
  public static final TupleTag<FacetCall> CALLS = new TupleTag<>() {};

  /** The lines of {@code final_facets.jsonl}, one for each trace that has any. */
  public static final TupleTag<OrderedRow> FACETS = new TupleTag<>() {};

  private final PCollection<RowVersion> facetRows;

  private AttachFacets(PCollection<RowVersion> facetRows) {
    this.facetRows = facetRows;
  }

  /**
   * Of these rows.
   *
   * @param facetRows of the traces, with the columns id, root_span_id, span_id, created and facets;
   *     those without facets are passed over
   */
  public static AttachFacets of(PCollection<RowVersion> facetRows) {
    return new AttachFacets(facetRows);
  }

  @Override
  public PCollectionTuple expand(PCollection<FacetCall> calls) {
    return PCollectionList.of(calls.apply("KeyCalls", MapElements.via(new KeyCall())))
        .and(facetRows.apply("KeyFacets", ParDo.of(new KeyFacetsFn())))
        .apply("Together", Flatten.pCollections())
        .apply("GroupByTrace", CombineByShard.toLists())
        .apply("Attach", ParDo.of(new AttachFn()).withOutputTags(CALLS, TupleTagList.of(FACETS)));
  }

  private static final class KeyCall extends SimpleFunction<FacetCall, KV<String, TracePart>> {
    @Override
    public KV<String, TracePart> apply(FacetCall call) {
      return KV.of(call.source().rootSpanId(), new TracePart(call, null));
    }
  }

  private static final class KeyFacetsFn extends DoFn<RowVersion, KV<String, TracePart>> {
    @ProcessElement
    public void key(@Element RowVersion row, OutputReceiver<KV<String, TracePart>> out) {
      FinalFacets facets = FinalFacets.read(row.json(), row.xactId());
      if (facets != null) {
        out.output(KV.of(facets.source().rootSpanId(), new TracePart(null, facets)));
      }
    }
  }

  private static final class AttachFn extends DoFn<KV<String, List<TracePart>>, FacetCall> {
    @ProcessElement
    public void attach(@Element KV<String, List<TracePart>> trace, MultiOutputReceiver out) {
      JsonValue[] facets = {JsonValue.Nil.NIL};
      trace.getValue().stream()
          .map(TracePart::facets)
          .filter(Objects::nonNull)
          .max(FinalFacets.BY_AGE)
          .ifPresent(
              newest -> {
                facets[0] = JsonValue.of(newest.facets());
                out.get(FACETS).output(newest.line());
              });
      for (TracePart part : trace.getValue()) {
        if (part.call() != null) {
          out.get(CALLS).output(FinalValue.attach(part.call(), facets[0]));
        }
      }
    }
  }
}
