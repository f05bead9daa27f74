package org.braintrustbeam.pipelines.curate;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.model.ChatAnswer;
import org.braintrustbeam.io.model.ChatFailure;
import org.braintrustbeam.io.model.ChatResult;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/** Puts the answers on the cases; a case without one goes on without a label. */
final class ReadLabelFn extends DoFn<KV<Case, ChatResult>, Case> {
  static final TupleTag<Case> CASES = new TupleTag<>() {};

  /** Entries of {@code failed_rows}: {@code {id, trace_id, reason, error}}. */
  static final TupleTag<OrderedRow> FAILED = new TupleTag<>() {};

  /** Why a model stops that is not done. */
  private static final Set<String> CUT = Set.of("length", "content_filter");

  private final String model;

  ReadLabelFn(String model) {
    this.model = model;
  }

  @ProcessElement
  public void read(@Element KV<Case, ChatResult> called, MultiOutputReceiver out) {
    Case value = called.getKey();
    if (called.getValue() instanceof ChatFailure failure) {
      out.get(FAILED).output(failed(value, failure));
      out.get(CASES).output(value);
    } else {
      ChatAnswer answer = (ChatAnswer) called.getValue();
      out.get(CASES).output(value.labelled(JsonMerge.string(label(answer)), model));
    }
  }

  /** What an answer lacks that is no label; null if it is one. */
  static @Nullable String problem(ChatAnswer answer) {
    if (CUT.contains(answer.choices().get(0).finishReason())) {
      return "the answer was cut before its end, and half of one is no label";
    }
    return label(answer).isEmpty() ? "the answer is empty but for white space and reasoning" : null;
  }

  private static String label(ChatAnswer answer) {
    return Reasoning.remove(answer.text());
  }

  private static OrderedRow failed(Case value, ChatFailure failure) {
    Map<String, RawJson> line = CaseLine.names(value);
    line.put("reason", JsonMerge.string(failure.reason().name().toLowerCase(Locale.ROOT)));
    line.put("error", JsonMerge.string(failure.detail()));
    return new OrderedRow(value.order(), JsonMerge.object(line));
  }
}
