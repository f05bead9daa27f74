package org.braintrustbeam.emulator.rows;

import java.time.Instant;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Keys;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.RowVersion;
import org.braintrustbeam.emulator.store.VersionKey;
import org.jspecify.annotations.Nullable;

/** A row while a transaction works on it. Several changes of one request may meet in one draft. */
final class RowDraft {
  private final RowTarget target;
  private final String id;
  private final long key;
  private final long xact;
  private final Instant time;
  private final boolean wasLive;
  private @Nullable RawObject fields;
  private boolean touched;

  /**
   * @param stored the row's newest version, null if there is none or it is deleted
   */
  RowDraft(
      RowTarget target, String id, long key, long xact, Instant time, @Nullable RawObject stored) {
    this.target = target;
    this.id = id;
    this.key = key;
    this.xact = xact;
    this.time = time;
    this.wasLive = stored != null;
    this.fields = stored;
  }

  RowTarget target() {
    return target;
  }

  String id() {
    return id;
  }

  long xact() {
    return xact;
  }

  Instant time() {
    return time;
  }

  boolean wasLive() {
    return wasLive;
  }

  /** The row as it stands; null if it does not exist. */
  @Nullable RawObject fields() {
    return fields;
  }

  boolean touched() {
    return touched;
  }

  void set(RawObject row) {
    fields = row;
    touched = true;
  }

  void delete() {
    touched |= fields != null;
    fields = null;
  }

  @Nullable String rootSpanId() {
    return fields == null ? null : fields.text("root_span_id");
  }

  RowVersion version() {
    VersionKey name = new VersionKey(key, xact);
    if (fields == null) {
      return new RowVersion(name, Keys.NOTHING);
    }
    fields.put("_xact_id", Json.string(Long.toString(xact)));
    fields.put("_pagination_key", PaginationKey.json(key));
    return new RowVersion(name, fields.toBytes());
  }
}
