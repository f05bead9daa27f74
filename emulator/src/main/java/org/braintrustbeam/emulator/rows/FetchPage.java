package org.braintrustbeam.emulator.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.braintrustbeam.emulator.store.Cursors;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.braintrustbeam.emulator.store.VersionKey;
import org.jspecify.annotations.Nullable;

/**
 * One page of {@code /fetch}: the versions of the rows, newest transaction first.
 *
 * <p>An id that was written again therefore comes again on a later page. Of a deleted row nothing
 * comes.
 */
public final class FetchPage {
  private final RowStore rows;
  private final int object;
  private final long asOf;
  private final List<byte[]> events = new ArrayList<>();
  private @Nullable VersionKey last;

  public FetchPage(RowStore rows, int object, long asOf) {
    this.rows = rows;
    this.object = object;
    this.asOf = asOf;
  }

  /**
   * Reads the rows after a cursor.
   *
   * @param cursor null for the first page
   */
  public FetchPage read(int limit, @Nullable String cursor) {
    VersionKey start =
        cursor == null ? new VersionKey(Long.MAX_VALUE, asOf) : Cursors.version(cursor);
    Iterator<VersionKey> names = rows.newestFirst(object, start);
    while (events.size() < limit && names.hasNext()) {
      add(names.next());
    }
    return this;
  }

  private void add(VersionKey name) {
    RowVersion newest = rows.newest(object, name.key(), asOf);
    if (newest == null || newest.deleted() || name.xact() > asOf) {
      return;
    }
    RowVersion row = newest.xact() == name.xact() ? newest : rows.get(object, name);
    if (!row.deleted()) {
      events.add(row.body());
      last = name;
    }
  }

  public List<byte[]> events() {
    return events;
  }

  /** Null after an empty page; a page with rows always has one, be there more or not. */
  public @Nullable String cursor() {
    return last == null ? null : Cursors.ofVersion(last);
  }
}
