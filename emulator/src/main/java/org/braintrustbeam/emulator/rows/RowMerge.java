package org.braintrustbeam.emulator.rows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.RawObject;

/** A row under a merge: it remembers which fields end up with another value, for the audit. */
final class RowMerge {
  private final RawObject before;
  private final RawObject after;
  private final Audit audit;
  private final Map<String, byte[]> set = new LinkedHashMap<>();

  RowMerge(RawObject before, Audit audit) {
    this.before = before;
    this.after = before.copy();
    this.audit = audit;
  }

  byte[] get(String field) {
    return after.get(field);
  }

  void set(String field, byte[] value) {
    after.put(field, value);
    set.put(field, value);
  }

  RawObject result() {
    set.forEach(
        (field, value) -> {
          if (!JsonEquality.same(before.get(field), value)) {
            audit.merged(field, before.get(field), value);
          }
        });
    audit.appendTo(after, before.get("audit_data"));
    return after;
  }
}
