package org.braintrustbeam.emulator.store;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every row, and the four orders they are found in: by key, by transaction, by id
 * and by trace.
 *
 * <p>Each read names the transaction it reads at; later versions do not exist for it.
 */
public final class RowStore {
  private final MVMap<byte[], byte[]> versions;
  private final MVMap<byte[], byte[]> history;
  private final MVMap<byte[], byte[]> ids;
  private final MVMap<byte[], byte[]> roots;
  private final RowCounts counts;
  private final HeaderIndex headers;

  public RowStore(Database database) {
    this(database, HeaderIndex.MOST_VERSIONS);
  }

  /**
   * Opens the rows in that database.
   *
   * @param mostHeaders of how many versions the headers may be kept in memory
   */
  public RowStore(Database database, int mostHeaders) {
    versions = database.map("versions");
    history = database.map("history");
    ids = database.map("ids");
    roots = database.map("roots");
    counts = new RowCounts(database);
    headers = new HeaderIndex(this, mostHeaders);
  }

  /** The key that the id got from its first insert, be the row deleted or not. */
  public @Nullable Long keyOf(int object, String id) {
    byte[] key = ids.get(Keys.id(object, id));
    return key == null ? null : Keys.number(key);
  }

  /** The keys of the rows of a trace, ascending; also rows that have left the trace since. */
  public List<Long> keysOfRoot(int object, String rootSpanId) {
    Cursor<byte[], byte[]> cursor =
        roots.cursor(
            Keys.root(object, rootSpanId, 0), Keys.root(object, rootSpanId, Long.MAX_VALUE), false);
    TreeSet<Long> keys = new TreeSet<>();
    while (cursor.hasNext()) {
      keys.add(Keys.rootKey(cursor.next()));
    }
    return List.copyOf(keys);
  }

  /** The row as of a transaction, maybe a deletion; null if it did not exist yet. */
  public @Nullable RowVersion newest(int object, long key, long asOf) {
    Iterator<RowVersion> found = versions(object, key, asOf);
    return found.hasNext() ? found.next() : null;
  }

  public RowVersion get(int object, VersionKey name) {
    byte[] body = versions.get(Keys.version(object, name.key(), name.xact()));
    if (body == null) {
      throw new IllegalStateException("a version in the history has no row");
    }
    return new RowVersion(name, body);
  }

  /** All versions of a row that a reader may see, deletions among them, the newest first. */
  public Iterator<RowVersion> versions(int object, long key, long asOf) {
    return read(
        versions.cursor(Keys.version(object, key, asOf), Keys.version(object, key, 0), false));
  }

  /** The live rows with keys in the range, both ends included, in the order of their keys. */
  public Iterator<RowVersion> scan(int object, KeyRange range, boolean descending, long asOf) {
    if (range.isEmpty()) {
      return Collections.emptyIterator();
    }
    byte[] low = Keys.version(object, range.low(), Long.MAX_VALUE);
    byte[] high = Keys.version(object, range.high(), 0);
    return new NewestPerRow(
        read(descending ? versions.cursor(high, low, true) : versions.cursor(low, high, false)),
        asOf);
  }

  /** All versions up to a transaction by key, and of each key the newest first. */
  Iterator<RowVersion> all(int object, long asOf) {
    return new LookAhead<>() {
      private final Iterator<RowVersion> rows = from(object, 0, false);

      @Override
      protected @Nullable RowVersion find() {
        while (rows.hasNext()) {
          RowVersion row = rows.next();
          if (row.xact() <= asOf) {
            return row;
          }
        }
        return null;
      }
    };
  }

  /** All versions with that key or one behind it, deletions among them. */
  Iterator<RowVersion> from(int object, long key, boolean descending) {
    return read(
        descending
            ? versions.cursor(
                Keys.version(object, key, 0), Keys.version(object, 0, Long.MAX_VALUE), true)
            : versions.cursor(
                Keys.version(object, key, Long.MAX_VALUE),
                Keys.version(object, Long.MAX_VALUE, 0),
                false));
  }

  /**
   * The headers of the object's versions as of a transaction, and maybe of later ones; null if they
   * would take too much memory.
   */
  public @Nullable HeaderColumns headers(int object, long asOf) {
    return headers.at(object, asOf);
  }

  /** The named rows, which come in the order of their keys. */
  public Iterator<RowVersion> named(int object, Iterator<VersionKey> names, boolean descending) {
    return new NamedRows(this, object, names, descending);
  }

  /** The versions after the named one in the order newest transaction first. */
  public Iterator<VersionKey> newestFirst(int object, VersionKey last) {
    return names(
        history.cursor(
            Keys.history(object, last.xact(), last.key() - 1), Keys.history(object, 0, 0), false));
  }

  /** The versions after the named one in the order oldest transaction first. */
  public Iterator<VersionKey> oldestFirst(int object, VersionKey last) {
    return names(
        history.cursor(
            Keys.history(object, last.xact(), last.key() + 1),
            Keys.history(object, Long.MAX_VALUE, Long.MAX_VALUE),
            true));
  }

  public long count(int object, long asOf) {
    Long known = counts.at(object, asOf);
    if (known != null) {
      return known;
    }
    long count = 0;
    for (Iterator<RowVersion> rows = scan(object, KeyRange.ALL, false, asOf); rows.hasNext(); ) {
      rows.next();
      count++;
    }
    return count;
  }

  /** Adds a version; the caller holds the database's lock and commits. */
  public void put(
      int object, RowVersion row, String id, @Nullable String rootSpanId, boolean wasLive) {
    versions.put(Keys.version(object, row.key(), row.xact()), row.body());
    history.put(Keys.history(object, row.xact(), row.key()), Keys.NOTHING);
    ids.put(Keys.id(object, id), Keys.number(row.key()));
    if (rootSpanId != null) {
      roots.put(Keys.root(object, rootSpanId, row.key()), Keys.NOTHING);
    }
    counts.add(object, row.xact(), (row.deleted() ? 0 : 1) - (wasLive ? 1 : 0));
  }

  private static Iterator<RowVersion> read(Cursor<byte[], byte[]> cursor) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public RowVersion next() {
        VersionKey name = Keys.version(cursor.next());
        return new RowVersion(name, cursor.getValue());
      }
    };
  }

  private static Iterator<VersionKey> names(Cursor<byte[], byte[]> cursor) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public VersionKey next() {
        return Keys.history(cursor.next());
      }
    };
  }
}
