package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.braintrustbeam.emulator.store.Cursors;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.braintrustbeam.emulator.store.VersionKey;
import org.jspecify.annotations.Nullable;

/** Every write of the rows of one object, by transaction: what {@code audit_log} asks for. */
final class AuditUnits {
  private final RowStore rows;
  private final Query query;
  private final int object;
  private final long asOf;
  private final PageOrder order;

  private AuditUnits(RowStore rows, Query query, int object, long asOf) {
    this.rows = rows;
    this.query = query;
    this.object = object;
    this.asOf = asOf;
    this.order = query.pageOrder();
  }

  /**
   * Reads on behind a page.
   *
   * @param after where the page before ended; null for the first page
   */
  static Iterator<PageUnit> read(
      RowStore rows, Query query, int object, long asOf, @Nullable String after) {
    AuditUnits units = new AuditUnits(rows, query, object, asOf);
    VersionKey last = after == null ? null : Cursors.version(after);
    return new SpanUnits(units.versions(last).map(units::row).iterator(), query.where());
  }

  private PageRow row(RowVersion version) {
    return new StoredRow(
        AuditEntry.of(version, rows.versions(object, version.key(), asOf)), query.scanned());
  }

  private Stream<RowVersion> versions(@Nullable VersionKey last) {
    Set<Long> named = named();
    if (named != null) {
      return named.stream()
          .flatMap(key -> stream(rows.versions(object, key, asOf)))
          .sorted(order.comparator())
          .filter(row -> last == null || isAfter(row, last));
    }
    KeyRange xacts = query.hints().xacts().intersect(new KeyRange(0, asOf));
    boolean newestFirst = order != PageOrder.XACT_ASCENDING;
    VersionKey start =
        newestFirst ? new VersionKey(Long.MAX_VALUE, xacts.high()) : new VersionKey(0, xacts.low());
    VersionKey from = last == null ? start : last;
    Iterator<VersionKey> names =
        newestFirst ? rows.newestFirst(object, from) : rows.oldestFirst(object, from);
    return stream(names)
        .takeWhile(name -> newestFirst ? name.xact() >= xacts.low() : name.xact() <= xacts.high())
        .filter(name -> xacts.contains(name.xact()))
        .map(name -> rows.get(object, name));
  }

  private boolean isAfter(RowVersion row, VersionKey last) {
    return order.comparator().compare(row, new RowVersion(last, row.body())) > 0;
  }

  /** The keys of the rows that the condition names; null if it names none. */
  private @Nullable Set<Long> named() {
    RowAccess access = new RowAccess(rows, query.hints(), order, asOf);
    var keys = access.namedKeys(object);
    return keys == null ? null : new TreeSet<>(keys);
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    Iterable<T> once = () -> iterator;
    return StreamSupport.stream(once.spliterator(), false);
  }
}
