package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.eval.QueryRow;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** Loads the traces of one object; the spans of a trace lie together, so a few are kept. */
final class Traces {
  private static final int KEPT = 64;

  private final RowStore rows;
  private final int object;
  private final long asOf;
  private final Set<String> scanned;
  private final Map<String, Trace> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trace> eldest) {
          return size() > KEPT;
        }
      };

  Traces(RowStore rows, int object, long asOf, Set<String> scanned) {
    this.rows = rows;
    this.object = object;
    this.asOf = asOf;
    this.scanned = scanned;
  }

  static String root(QueryRow row) {
    byte[] root = row.column("root_span_id");
    return Json.isString(root) ? Json.text(root) : "";
  }

  /** The trace; null if it has no span by now. */
  @Nullable Trace get(String root) {
    Trace known = kept.get(root);
    if (known != null) {
      return known;
    }
    Trace trace = load(root);
    if (trace != null) {
      kept.put(root, trace);
    }
    return trace;
  }

  private @Nullable Trace load(String root) {
    List<StoredRow> spans = new ArrayList<>();
    for (long key : rows.keysOfRoot(object, root)) {
      RowVersion version = rows.newest(object, key, asOf);
      if (version != null && !version.deleted()) {
        StoredRow row = new StoredRow(version, scanned);
        if (root(row).equals(root)) { // it may have left the trace
          spans.add(row);
        }
      }
    }
    return spans.isEmpty() ? null : new Trace(List.copyOf(spans));
  }
}
