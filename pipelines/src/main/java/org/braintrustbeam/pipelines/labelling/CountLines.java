package org.braintrustbeam.pipelines.labelling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.model.CallEstimate;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/** Totals of a run as lines, by which the launcher learns of them. */
public final class CountLines {
  private CountLines() {}

  private static RawJson number(long value) {
    return RawJson.of(Long.toString(value));
  }

  /** {@code {name, count}}. */
  public static final class OfCount extends SimpleFunction<KV<String, Long>, OrderedRow> {
    @Override
    public OrderedRow apply(KV<String, Long> count) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("name", JsonMerge.string(count.getKey()));
      line.put("count", number(count.getValue()));
      return new OrderedRow(count.getKey(), JsonMerge.object(line));
    }
  }

  /** {@code {requests, calls, input_tokens, most_output_tokens}}. */
  public static final class OfEstimate extends SimpleFunction<CallEstimate, OrderedRow> {
    @Override
    public OrderedRow apply(CallEstimate estimate) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("requests", number(estimate.requests()));
      line.put("calls", number(estimate.calls()));
      line.put("input_tokens", number(estimate.tokens().input()));
      line.put("most_output_tokens", number(estimate.tokens().output()));
      return new OrderedRow("", JsonMerge.object(line));
    }
  }
}
