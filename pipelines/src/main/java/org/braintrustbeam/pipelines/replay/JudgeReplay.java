package org.braintrustbeam.pipelines.replay;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.braintrust.RejectedChange;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * Sorts changes into those to write, those that are done already and those that do not fit their
 * row any more.
 */
final class JudgeReplay extends DoFn<Replayed, RowChange> {
  static final TupleTag<RowChange> TO_WRITE = new TupleTag<>() {};

  /** {@code {dataset_id, id, fields?}} for the result; without fields where it is done already. */
  static final TupleTag<OrderedRow> LINES = new TupleTag<>() {};

  static final TupleTag<Reject> MOVED = new TupleTag<>() {};
  private static final String STEP = "Replay";

  @ProcessElement
  public void judge(@Element Replayed replayed, MultiOutputReceiver out) {
    Reject reject = requireNonNull(replayed.reject());
    RowChange change = RejectedChange.of(reject);
    if (ReplayCheck.isDone(change, replayed.now())) {
      out.get(LINES).output(line(change, false));
      return;
    }
    String why = ReplayCheck.whyMoved(change, replayed.now());
    if (why != null) {
      out.get(MOVED).output(moved(reject, why));
      return;
    }
    out.get(LINES).output(line(change, true));
    out.get(TO_WRITE).output(change);
  }

  private static Reject moved(Reject reject, String why) {
    return new Reject(
        STEP, Reject.Reason.CHANGED_MEANWHILE, why, reject.key(), reject.row(), reject.basis());
  }

  private static OrderedRow line(RowChange change, boolean toWrite) {
    Map<String, RawJson> fields = new LinkedHashMap<>();
    for (FieldChange field : change.fields()) {
      fields.put(field.name(), field.after());
    }
    Map<String, RawJson> line = new LinkedHashMap<>();
    line.put("dataset_id", JsonMerge.string(change.key().objectId()));
    line.put("id", JsonMerge.string(change.key().rowId()));
    if (toWrite) {
      line.put("fields", JsonMerge.object(fields));
    }
    return new OrderedRow(
        change.key().objectId() + '\0' + change.key().rowId(), JsonMerge.object(line));
  }
}
