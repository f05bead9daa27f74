package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.store.Cursors;
import org.braintrustbeam.emulator.store.HeaderColumns;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.Keys;
import org.braintrustbeam.emulator.store.LiveVersions;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.braintrustbeam.emulator.store.VersionKey;
import org.jspecify.annotations.Nullable;

/** Finds the rows of one object that a query has to look at, in the order it wants them. */
final class RowAccess {
  private final RowStore rows;
  private final QueryHints hints;
  private final PageOrder order;
  private final long asOf;

  RowAccess(RowStore rows, QueryHints hints, PageOrder order, long asOf) {
    this.rows = rows;
    this.hints = hints;
    this.order = order;
    this.asOf = asOf;
  }

  /**
   * @param after where the page before ended; null for the first page
   */
  Iterator<RowVersion> of(int object, @Nullable String after) {
    Collection<Long> keys = namedKeys(object);
    if (order.byTransaction()) {
      VersionKey last = after == null ? null : Cursors.version(after);
      return keys == null ? history(object, last) : sorted(object, keys, last);
    }
    KeyRange range = range(after);
    return keys == null
        ? rows.scan(object, range, order.descending(), asOf)
        : named(object, keys)
            .filter(row -> range.contains(row.key()))
            .sorted(order.comparator())
            .iterator();
  }

  /**
   * Those that the headers let in; null where they are not read by key, or headers are of no use.
   *
   * @param after where the page before ended; null for the first page
   */
  @Nullable Iterator<RowVersion> of(int object, @Nullable String after, HeaderFilter filter) {
    if (order.byTransaction() || hints.ids() != null || hints.roots() != null) {
      return null;
    }
    HeaderColumns columns = rows.headers(object, asOf);
    Iterator<VersionKey> names =
        columns == null ? null : filter.find(columns, range(after), order.descending(), asOf);
    return names == null ? null : rows.named(object, names, order.descending());
  }

  /** The keys that are left behind a page. */
  KeyRange range(@Nullable String after) {
    return after == null ? hints.keys() : hints.keys().intersect(rest(after));
  }

  private KeyRange rest(String after) {
    long key = Cursors.key(after);
    return order.descending() ? new KeyRange(0, key - 1) : new KeyRange(key + 1, Long.MAX_VALUE);
  }

  /** The keys of the rows that the condition names; null if it names none. */
  @Nullable Collection<Long> namedKeys(int object) {
    if (hints.ids() != null) {
      List<Long> keys = new ArrayList<>();
      for (String id : hints.ids()) {
        Long key = rows.keyOf(object, id);
        if (key != null) {
          keys.add(key);
        }
      }
      return new TreeSet<>(keys);
    }
    if (hints.roots() != null) {
      TreeSet<Long> keys = new TreeSet<>();
      hints.roots().forEach(root -> keys.addAll(rows.keysOfRoot(object, root)));
      return keys;
    }
    return null;
  }

  private Stream<RowVersion> named(int object, Collection<Long> keys) {
    return keys.stream().flatMap(key -> Stream.ofNullable(live(object, key)));
  }

  private @Nullable RowVersion live(int object, long key) {
    RowVersion row = rows.newest(object, key, asOf);
    return row == null || row.deleted() ? null : row;
  }

  private Iterator<RowVersion> sorted(
      int object, Collection<Long> keys, @Nullable VersionKey last) {
    Stream<RowVersion> all = named(object, keys).sorted(order.comparator());
    if (last == null) {
      return all.iterator();
    }
    RowVersion reached = new RowVersion(last, Keys.NOTHING);
    return all.filter(row -> order.comparator().compare(row, reached) > 0).iterator();
  }

  private Iterator<RowVersion> history(int object, @Nullable VersionKey last) {
    KeyRange xacts = hints.xacts().intersect(new KeyRange(0, asOf));
    Iterator<VersionKey> names =
        order.descending()
            ? rows.newestFirst(
                object, last == null ? new VersionKey(Long.MAX_VALUE, xacts.high()) : last)
            : rows.oldestFirst(object, last == null ? new VersionKey(0, xacts.low()) : last);
    return new LiveVersions(names, xacts, order.descending(), name -> current(object, name));
  }

  /** The named version if it is its row's newest, else null. */
  private @Nullable RowVersion current(int object, VersionKey name) {
    RowVersion row = live(object, name.key());
    return row != null && row.xact() == name.xact() ? row : null;
  }
}
