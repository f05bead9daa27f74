package org.braintrustbeam.pipelines.createfacetdataset;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.model.ChatAnswer;
import org.braintrustbeam.io.model.ChatFailure;
import org.braintrustbeam.io.model.ChatResult;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.row.LabelledCall;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/** Sorts what came of the calls into labels and failures. */
final class ReadLabelFn extends DoFn<KV<FacetCall, ChatResult>, LabelledCall> {
  static final TupleTag<LabelledCall> LABELLED = new TupleTag<>() {};

  /** Entries of {@code failed_rows}: {@code {id, source_id, facet_name, reason, error}}. */
  static final TupleTag<OrderedRow> FAILED = new TupleTag<>() {};

  private final String model;

  ReadLabelFn(String model) {
    this.model = model;
  }

  @ProcessElement
  public void read(@Element KV<FacetCall, ChatResult> called, MultiOutputReceiver out) {
    FacetCall call = called.getKey();
    if (called.getValue() instanceof ChatFailure failure) {
      out.get(FAILED).output(failed(call, failure.reason().name(), failure.detail()));
      return;
    }
    ChatAnswer answer = (ChatAnswer) called.getValue();
    Instant at = Instant.ofEpochMilli(answer.answeredAt());
    out.get(LABELLED).output(new LabelledCall(call, label(answer), model, at));
  }

  /** What an answer lacks that is no label; null if it is one. */
  static @Nullable String problem(ChatAnswer answer) {
    return label(answer).isEmpty() ? "the answer is empty but for white space and reasoning" : null;
  }

  private static String label(ChatAnswer answer) {
    return Reasoning.remove(answer.text());
  }

  private static OrderedRow failed(FacetCall call, String reason, String error) {
    Map<String, RawJson> line = new LinkedHashMap<>();
    line.put("id", JsonMerge.string(call.rowId()));
    line.put("source_id", JsonMerge.string(call.source().id()));
    line.put("facet_name", JsonMerge.string(call.facetName()));
    line.put("reason", JsonMerge.string(reason.toLowerCase(Locale.ROOT)));
    line.put("error", JsonMerge.string(error));
    return new OrderedRow(call.order(), JsonMerge.object(line));
  }
}
