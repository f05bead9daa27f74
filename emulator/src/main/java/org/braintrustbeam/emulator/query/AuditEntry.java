package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.RowVersion;

/**
 * One write of a row as the audit log shows it: the row as it was written, with what the
 * transaction did in {@code audit_data}. Of a deletion there is what names the row.
 */
final class AuditEntry {
  private static final Set<String> NAMES =
      Set.of(
          "id",
          "created",
          "org_id",
          "project_id",
          "dataset_id",
          "experiment_id",
          "log_id",
          "span_id",
          "root_span_id",
          "is_root");

  private AuditEntry() {}

  /**
   * The write as a row.
   *
   * @param versions of the same row, the newest first
   */
  static RowVersion of(RowVersion version, Iterator<RowVersion> versions) {
    RawObject row = version.deleted() ? deleted(version, versions) : written(version);
    return new RowVersion(version.name(), row.toBytes());
  }

  private static RawObject deleted(RowVersion version, Iterator<RowVersion> versions) {
    RawObject row = new RawObject();
    while (versions.hasNext()) {
      RowVersion before = versions.next();
      if (before.xact() < version.xact() && !before.deleted()) {
        Map<String, byte[]> names = JsonSlices.object(before.body());
        names.forEach(
            (name, value) -> {
              if (NAMES.contains(name)) {
                row.put(name, value);
              }
            });
        break;
      }
    }
    return row.put(ColumnPath.XACT, xact(version))
        .put(ColumnPath.KEY, PaginationKey.json(version.key()))
        .put("audit_data", action("delete"));
  }

  private static RawObject written(RowVersion version) {
    RawObject row = RawObject.parse(version.body());
    List<RawObject> entries =
        RawArray.items(row.get("audit_data")).stream()
            .map(RawObject::parse)
            .filter(entry -> isOf(entry, version))
            .toList();
    return row.put(
        "audit_data", entries.size() == 1 ? entries.get(0).get("audit_data") : action(entries));
  }

  private static boolean isOf(RawObject entry, RowVersion version) {
    return Long.toString(version.xact()).equals(entry.text(ColumnPath.XACT));
  }

  /** Of a merge of several fields, or of none, no path can be told. */
  private static byte[] action(List<RawObject> entries) {
    boolean upsert =
        entries.stream()
            .map(entry -> RawObject.parse(entry.get("audit_data")))
            .anyMatch(what -> "upsert".equals(what.text("action")));
    return action(upsert ? "upsert" : "merge");
  }

  private static byte[] action(String action) {
    return new RawObject().put("action", Json.string(action)).toBytes();
  }

  private static byte[] xact(RowVersion version) {
    return Json.string(Long.toString(version.xact()));
  }
}
