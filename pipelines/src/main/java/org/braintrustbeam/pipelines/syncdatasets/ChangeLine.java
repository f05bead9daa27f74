package org.braintrustbeam.pipelines.syncdatasets;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.sync.SyncPlan;

/**
 * A change as a line for the result, sorted by dataset as on the command line, then by record:
 * {@code {dataset_id, added, entry}}, where the entry is what the result lists.
 */
final class ChangeLine extends SimpleFunction<RowChange, OrderedRow> {
  private final SyncPlan plan;

  ChangeLine(SyncPlan plan) {
    this.plan = plan;
  }

  @Override
  public OrderedRow apply(RowChange change) {
    boolean added = change.reason() == RowChange.Reason.ADDED;
    Map<String, RawJson> line = new LinkedHashMap<>();
    line.put("dataset_id", JsonMerge.string(change.key().objectId()));
    line.put("added", RawJson.of(Boolean.toString(added)));
    line.put("entry", entry(change));
    int position = plan.datasetIds().indexOf(change.key().objectId());
    return new OrderedRow(
        String.format(Locale.ROOT, "%08d", position) + added + '\0' + change.key().rowId(),
        JsonMerge.object(line));
  }

  /** Old and new value of each field that changes; of an addition always {@code expected}. */
  private static RawJson entry(RowChange change) {
    Map<String, RawJson> entry = new LinkedHashMap<>();
    entry.put("entry_id", JsonMerge.string(change.key().rowId()));
    entry.put("input", change.input());
    if (change.reason() == RowChange.Reason.ADDED) {
      entry.put("old_expected", RawJson.NULL);
      entry.put("new_expected", RawJson.NULL);
    }
    for (FieldChange field : change.fields()) {
      if (SyncPlan.FIELDS.contains(field.name())) {
        entry.put("old_" + field.name(), field.before());
        entry.put("new_" + field.name(), field.after());
      }
    }
    entry.put("source_dataset", JsonMerge.string(change.source().objectId()));
    return JsonMerge.object(entry);
  }
}
