package org.braintrustbeam.emulator.rows;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** Applies the changes of one request as one transaction: all of them are in the file, or none. */
public final class RowWriter {
  private final Database database;
  private final RowStore rows;

  public RowWriter(Database database, RowStore rows) {
    this.database = database;
    this.rows = rows;
  }

  /**
   * Returns once the changes are on the disk.
   *
   * @return the transaction, also where nothing was changed: a read at it sees the changes
   */
  public long write(List<RowChange> changes, Clock clock) {
    long xact;
    long commit;
    synchronized (database) {
      Instant now = clock.instant();
      xact = database.clock().next(now, changes.size());
      List<RowDraft> drafts = apply(changes, xact, now);
      drafts.removeIf(draft -> !draft.touched());
      if (drafts.isEmpty()) {
        return xact;
      }
      drafts.forEach(this::store);
      commit = database.write();
    }
    database.force(commit);
    return xact;
  }

  private List<RowDraft> apply(List<RowChange> changes, long xact, Instant now) {
    Map<RowName, RowDraft> drafts = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      RowChange change = changes.get(i);
      RowName name = new RowName(change.target().number(), change.id());
      RowDraft draft = drafts.get(name);
      if (draft == null) {
        draft = draft(change, xact, now, i);
        drafts.put(name, draft);
      }
      change.apply(draft);
    }
    return new ArrayList<>(drafts.values());
  }

  private RowDraft draft(RowChange change, long xact, Instant now, int place) {
    int object = change.target().number();
    Long key = rows.keyOf(object, change.id());
    RawObject stored = key == null ? null : live(rows.newest(object, key, Long.MAX_VALUE));
    long rowKey = key == null ? PaginationKey.of(xact, place) : key;
    return new RowDraft(change.target(), change.id(), rowKey, xact, now, stored);
  }

  private static @Nullable RawObject live(@Nullable RowVersion row) {
    return row == null || row.deleted() ? null : RawObject.parse(row.body());
  }

  private void store(RowDraft draft) {
    rows.put(
        draft.target().number(), draft.version(), draft.id(), draft.rootSpanId(), draft.wasLive());
  }

  private record RowName(int object, String id) {}
}
