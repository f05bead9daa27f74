package org.braintrustbeam.emulator.rows;

import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** Puts a row back as it was: its comments and its audit go on from what they are now. */
record RestoreRow(RowTarget target, RawObject then) implements RowChange {
  private static final String SOURCE = "api";

  @Override
  public String id() {
    return then.requiredText("id");
  }

  @Override
  public void apply(RowDraft draft) {
    RawObject now = draft.fields() == null ? new RawObject() : draft.fields();
    RawObject row = then.copy().put("comments", now.get("comments"));
    new Audit(draft.xact(), SOURCE, Json.NULL).upserted().appendTo(row, now.get("audit_data"));
    draft.set(row);
  }
}
