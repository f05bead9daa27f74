package org.braintrustbeam.emulator.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The headers of one object, as far as they were asked for. */
final class ObjectHeaders {
  private static final Comparator<VersionKey> BY_KEY =
      Comparator.comparingLong(VersionKey::key)
          .thenComparing(Comparator.comparingLong(VersionKey::xact).reversed());

  private final RowStore rows;
  private final int object;
  private final int most;
  private volatile @Nullable HeaderColumns known = HeaderColumns.NONE;

  ObjectHeaders(RowStore rows, int object, int most) {
    this.rows = rows;
    this.object = object;
    this.most = most;
  }

  int size() {
    HeaderColumns columns = known;
    return columns == null ? 0 : columns.size();
  }

  /** All versions up to the transaction, maybe later ones too; null if they are too many. */
  @Nullable HeaderColumns at(long asOf) {
    HeaderColumns columns = known;
    return columns == null || columns.upTo() >= asOf ? columns : extended(asOf);
  }

  /** Of those who ask at the same time one reads, and the others wait for it. */
  private synchronized @Nullable HeaderColumns extended(long asOf) {
    HeaderColumns columns = known;
    if (columns != null && columns.upTo() < asOf) {
      columns = columns.size() == 0 ? whole(asOf) : with(columns, asOf);
      known = columns;
    }
    return columns;
  }

  private @Nullable HeaderColumns whole(long asOf) {
    return read(HeaderColumns.NONE, rows.all(object, asOf), most, asOf);
  }

  /** Versions never change, so only those of later transactions are read. */
  private @Nullable HeaderColumns with(HeaderColumns columns, long asOf) {
    List<VersionKey> later = new ArrayList<>();
    Iterator<VersionKey> names = rows.newestFirst(object, new VersionKey(Long.MAX_VALUE, asOf));
    while (names.hasNext()) {
      VersionKey name = names.next();
      if (name.xact() <= columns.upTo()) {
        break;
      }
      later.add(name);
    }
    later.sort(BY_KEY);
    Iterator<RowVersion> found = later.stream().map(name -> rows.get(object, name)).iterator();
    HeaderColumns added = read(columns, found, most - columns.size(), asOf);
    return added == null ? null : columns.with(added);
  }

  private static @Nullable HeaderColumns read(
      HeaderColumns known, Iterator<RowVersion> found, int most, long asOf) {
    HeaderWriter writer = new HeaderWriter(known, most);
    while (found.hasNext()) {
      if (!writer.add(found.next())) {
        return null;
      }
    }
    return writer.columns(asOf);
  }
}
