package org.braintrustbeam.emulator.rows;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dataset say again what it said at a version. It is a write like any other: the rows get
 * new versions, and the dataset can still be read as it was before.
 */
public final class Restore {
  /** What says how a row came about, not what it says; comments survive a restore. */
  private static final Set<String> HISTORY = Set.of("_xact_id", "audit_data", "comments");

  private final Database database;
  private final RowStore rows;
  private final RowWriter writer;

  public Restore(Database database, RowStore rows, RowWriter writer) {
    this.database = database;
    this.rows = rows;
    this.writer = writer;
  }

  /** What a restore has to write. */
  public record Plan(List<RowChange> restored, List<RowChange> deleted) {}

  /**
   * What a restore has written.
   *
   * @param xact the transaction; null if there was nothing to write
   */
  public record Result(@Nullable Long xact, Plan plan) {}

  public Plan plan(RowTarget target, long version) {
    long head = database.head(); // not half of a write that is going on
    Map<Long, RawObject> now = live(target, head);
    List<RowChange> restored = new ArrayList<>();
    live(target, Math.min(version, head))
        .forEach(
            (key, then) -> {
              RawObject current = now.remove(key);
              if (current == null || !same(current, then)) {
                restored.add(new RestoreRow(target, then));
              }
            });
    List<RowChange> deleted = new ArrayList<>();
    now.values().forEach(current -> deleted.add(deletion(target, current, deleted.size())));
    return new Plan(restored, deleted);
  }

  /** Nobody else writes between the look and the write. */
  public Result apply(RowTarget target, long version, Clock clock) {
    synchronized (database) {
      Plan plan = plan(target, version);
      List<RowChange> all = new ArrayList<>(plan.restored());
      all.addAll(plan.deleted());
      if (all.isEmpty()) {
        return new Result(null, plan);
      }
      writer.write(all, clock);
      return new Result(database.head(), plan);
    }
  }

  private Map<Long, RawObject> live(RowTarget target, long asOf) {
    Map<Long, RawObject> live = new LinkedHashMap<>();
    Iterator<RowVersion> found = rows.scan(target.number(), KeyRange.ALL, false, asOf);
    found.forEachRemaining(row -> live.put(row.key(), RawObject.parse(row.body())));
    return live;
  }

  private static boolean same(RawObject left, RawObject right) {
    return JsonEquality.same(content(left), content(right));
  }

  private static byte[] content(RawObject row) {
    RawObject content = row.copy();
    HISTORY.forEach(content::remove);
    return content.toBytes();
  }

  private static RowChange deletion(RowTarget target, RawObject row, int place) {
    RawObject event = new RawObject().put("id", row.get("id")).put("_object_delete", Json.TRUE);
    return new InsertEvent(target, event, place);
  }
}
