package org.braintrustbeam.transforms.facet.finalised;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.call.FacetSpan;
import org.braintrustbeam.transforms.facet.text.PythonJson;
import org.braintrustbeam.transforms.json.JsonValue;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a trace says of the trace's facets, after the service has finished with it.
 *
 * @param source the row
 * @param facets an object: a text or null by facet
 */
@DefaultCoder(FinalFacetsCoder.class)
public record FinalFacets(CallSource source, RawJson facets) {
  /** The newest last: by instant of {@code created}, then by version, then the lower id. */
  public static final Comparator<FinalFacets> BY_AGE =
      Comparator.comparing(FinalFacets::instant)
          .thenComparing((a, b) -> Long.compareUnsigned(a.source.xactId(), b.source.xactId()))
          .thenComparing(row -> row.source.id(), Comparator.reverseOrder())
          .thenComparing(row -> row.facets.toString());

  /** Reads a row; null if it has no ids or its {@code facets} are no object. */
  public static @Nullable FinalFacets read(RawJson row, long xactId) {
    FacetSpan span = FacetSpan.read(row, xactId, reason -> {});
    RawJson facets = FacetSpan.decode(row.field("facets"));
    return span != null && facets.isObject() ? new FinalFacets(span.source(), facets) : null;
  }

  private Instant instant() {
    return Created.ofText(source.created());
  }

  /** Its line of {@code final_facets.jsonl}, with its place in there. */
  public OrderedRow line() {
    Map<String, JsonValue> line = new TreeMap<>();
    line.put("row_id", new JsonValue.Str(source.id()));
    line.put("root_span_id", new JsonValue.Str(source.rootSpanId()));
    line.put("span_id", new JsonValue.Str(source.spanId()));
    line.put("created", JsonValue.textOrNil(source.created()));
    line.put("facets", JsonValue.of(facets));
    return new OrderedRow(source.order(), RawJson.of(PythonJson.of(new JsonValue.Obj(line))));
  }
}
