package org.braintrustbeam.emulator.rows;

import java.util.UUID;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.jspecify.annotations.Nullable;

/** Makes a whole row of what was sent: the first version of a row, or one that replaces another. */
final class NewRow {
  private NewRow() {}

  /** A row that is replaced keeps its span ids, unless others are sent, its comments and audit. */
  static RawObject of(RowDraft draft, RawObject event, Audit audit) {
    RawObject replaced = draft.fields() == null ? new RawObject() : draft.fields();
    RawObject row = new RawObject();
    draft.target().type().fields().forEach(field -> row.put(field, Json.NULL));
    row.put("id", Json.string(draft.id())).put("created", Timestamps.json(draft.time()));
    draft.target().describe(row);
    EventFields.given(event)
        .filter(field -> !(field.getKey().equals("created") && Json.isNull(field.getValue())))
        .forEach(field -> row.put(field.getKey(), field.getValue()));
    spans(row, replaced);
    row.put("comments", replaced.get("comments"));
    audit.upserted().appendTo(row, replaced.get("audit_data"));
    return row;
  }

  private static void spans(RawObject row, RawObject replaced) {
    String span = first(row.text("span_id"), replaced.text("span_id"));
    String root = first(row.text("root_span_id"), replaced.text("root_span_id"));
    String ownSpan = span == null ? UUID.randomUUID().toString() : span;
    row.put("span_id", Json.string(ownSpan));
    row.put("root_span_id", Json.string(root == null ? ownSpan : root));
    row.put("is_root", Json.bool(RawArray.items(row.get("span_parents")).isEmpty()));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
