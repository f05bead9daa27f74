package org.braintrustbeam.pipelines.curate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.json.JsonMerge;

/** A case by its names alone: {@code {id, trace_id}}. */
final class CaseLine extends SimpleFunction<Case, OrderedRow> {
  @Override
  public OrderedRow apply(Case value) {
    return line(value);
  }

  /** The line. */
  static OrderedRow line(Case value) {
    return new OrderedRow(value.order(), JsonMerge.object(names(value)));
  }

  /** The members, to be added to. */
  static Map<String, RawJson> names(Case value) {
    Map<String, RawJson> names = new LinkedHashMap<>();
    String trace = value.traceId();
    names.put("id", JsonMerge.string(value.id()));
    names.put("trace_id", trace == null ? RawJson.NULL : JsonMerge.string(trace));
    return names;
  }
}
