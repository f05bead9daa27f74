package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The first rows in an order that no index has; it keeps no more rows than are answered. */
final class SortedRows {
  private final Query query;
  private final Comparator<Keyed> order;

  SortedRows(Query query, PageOrder pageOrder) {
    this.query = query;
    Comparator<Keyed> byKeys = this::compare;
    this.order =
        byKeys
            .thenComparing(keyed -> keyed.row().version(), pageOrder.comparator())
            .thenComparingInt(Keyed::place);
  }

  /** A row with the values to sort by, and its place among those found. */
  private record Keyed(PageRow row, List<byte[]> keys, int place) {}

  List<PageRow> of(Iterator<PageRow> found) {
    return query.shape() == Shape.TRACES ? traces(found) : rows(found);
  }

  private List<PageRow> rows(Iterator<PageRow> found) {
    PriorityQueue<Keyed> best = new PriorityQueue<>(order.reversed());
    for (int place = 0; found.hasNext(); place++) {
      best.add(keyed(found.next(), place));
      if (best.size() > query.limit()) {
        best.poll();
      }
    }
    return best.stream().sorted(order).map(Keyed::row).toList();
  }

  /** The limit counts traces here, so their spans have to be seen first. */
  private List<PageRow> traces(Iterator<PageRow> found) {
    List<Keyed> all = new ArrayList<>();
    while (found.hasNext()) {
      all.add(keyed(found.next(), all.size()));
    }
    all.sort(order);
    Set<String> roots = new HashSet<>();
    for (Keyed keyed : all) {
      if (roots.size() < query.limit()) {
        roots.add(Traces.root(keyed.row()));
      }
    }
    return all.stream().map(Keyed::row).filter(row -> roots.contains(Traces.root(row))).toList();
  }

  private Keyed keyed(PageRow row, int place) {
    return new Keyed(row, query.sort().stream().map(sort -> sort.expr().of(row)).toList(), place);
  }

  private int compare(Keyed left, Keyed right) {
    for (int i = 0; i < query.sort().size(); i++) {
      Query.Sort sort = query.sort().get(i);
      int comparison = sort.expr().order().sort(left.keys().get(i), right.keys().get(i));
      if (comparison != 0) {
        return sort.descending() ? -comparison : comparison;
      }
    }
    return 0;
  }
}
