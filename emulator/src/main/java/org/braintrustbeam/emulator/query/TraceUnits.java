package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.LookAhead;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** The traces of one object in which a span matches, in the order of their roots' keys. */
final class TraceUnits extends LookAhead<PageUnit> {
  private final Query query;
  private final Traces traces;
  private final Iterator<StoredRow> roots;

  /**
   * Reads on behind a page.
   *
   * @param after where the page before ended; null for the first page
   */
  TraceUnits(Query query, RowStore rows, int object, long asOf, @Nullable String after) {
    this.query = query;
    this.traces = new Traces(rows, object, asOf, query.scanned());
    PageOrder order = query.pageOrder();
    QueryHints hints = query.hints();
    RowAccess access = new RowAccess(rows, hints.keysOnly(), order, asOf);
    KeyRange range = access.range(after);
    Set<String> named = named(rows, object, asOf);
    this.roots =
        named == null
            ? new StoredRows(access.of(object, after), query.scanned())
            : named.stream()
                .map(traces::get)
                .filter(Objects::nonNull)
                .map(Trace::root)
                .filter(root -> range.contains(root.version().key()))
                .sorted(
                    (left, right) -> order.comparator().compare(left.version(), right.version()))
                .iterator();
  }

  /** The traces that the condition names, by themselves or by a span; null if it names none. */
  private @Nullable Set<String> named(RowStore rows, int object, long asOf) {
    List<String> roots = query.hints().roots();
    List<String> ids = query.hints().ids();
    if (roots != null) {
      return new LinkedHashSet<>(roots);
    }
    if (ids == null) {
      return null;
    }
    Set<String> named = new LinkedHashSet<>();
    for (String id : ids) {
      Long key = rows.keyOf(object, id);
      RowVersion row = key == null ? null : rows.newest(object, key, asOf);
      if (row != null && !row.deleted()) {
        named.add(Traces.root(new StoredRow(row, query.scanned())));
      }
    }
    return named;
  }

  @Override
  protected @Nullable PageUnit find() {
    while (roots.hasNext()) {
      StoredRow row = roots.next();
      Trace trace = traces.get(Traces.root(row));
      if (trace != null
          && trace.root().version().key() == row.version().key()
          && trace.matches(query.where())) {
        return unit(trace);
      }
    }
    return null;
  }

  private PageUnit unit(Trace trace) {
    RowVersion version = trace.root().version();
    return query.shape() == Shape.SUMMARY
        ? new PageUnit(version, List.of(new SummaryRow(trace)))
        : new PageUnit(version, trace.shown(query.shown()));
  }
}
