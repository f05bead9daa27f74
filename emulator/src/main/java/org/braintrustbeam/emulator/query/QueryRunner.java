package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.MergedRows;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** Evaluates one query over the rows as of one transaction. */
public final class QueryRunner {
  private final RowStore rows;
  private final Query query;
  private final long asOf;
  private final PageOrder order;

  QueryRunner(RowStore rows, Query query, long asOf) {
    this.rows = rows;
    this.query = query;
    this.asOf = asOf;
    this.order = query.pageOrder();
  }

  QueryResult run() {
    if (order == PageOrder.NONE && query.cursor() != null) {
      throw ApiError.invalidQuery("a cursor cannot be used with this ORDER BY or GROUP BY");
    }
    if (query.grouped()) {
      List<byte[]> head = HeadQuery.answer(query, rows, asOf);
      return new QueryResult(head == null ? grouped() : head, null);
    }
    return order == PageOrder.NONE ? sorted() : page();
  }

  private QueryResult page() {
    List<byte[]> data = new ArrayList<>();
    RowVersion last = null;
    Iterator<RowVersion> found = rows();
    while (data.size() < query.limit() && found.hasNext()) {
      StoredRow row = row(found.next());
      if (matches(row)) {
        data.add(answer(row));
        last = row.version();
      }
    }
    return new QueryResult(data, last == null ? null : order.cursor(last));
  }

  /** Keeps no more rows than are answered. */
  private QueryResult sorted() {
    Comparator<StoredRow> bySortKeys = this::compare;
    Comparator<StoredRow> wanted = bySortKeys.thenComparing(StoredRow::version, order.comparator());
    PriorityQueue<StoredRow> best = new PriorityQueue<>(wanted.reversed());
    for (Iterator<RowVersion> found = rows(); found.hasNext(); ) {
      StoredRow row = row(found.next());
      if (matches(row)) {
        best.add(row);
        if (best.size() > query.limit()) {
          best.poll();
        }
      }
    }
    return new QueryResult(best.stream().sorted(wanted).map(this::answer).toList(), null);
  }

  private List<byte[]> grouped() {
    Map<List<String>, GroupedRow> groups = new LinkedHashMap<>();
    for (Iterator<RowVersion> found = rows(); found.hasNext(); ) {
      StoredRow row = row(found.next());
      if (matches(row)) {
        groups
            .computeIfAbsent(groupKey(row), key -> new GroupedRow(row, query.aggregates()))
            .add(row);
      }
    }
    if (groups.isEmpty() && query.groupBy().isEmpty()) {
      groups.put(List.of(), new GroupedRow(NoRow.INSTANCE, query.aggregates()));
    }
    return groups.values().stream()
        .filter(group -> query.having() == null || Json.isTrue(query.having().of(group)))
        .sorted(this::compare)
        .limit(query.limit())
        .map(this::answer)
        .collect(Collectors.toList());
  }

  private List<String> groupKey(QueryRow row) {
    return query.groupBy().stream().map(expr -> Canonical.text(expr.of(row))).toList();
  }

  private int compare(QueryRow left, QueryRow right) {
    for (Query.Sort sort : query.sort()) {
      Expr expr = sort.expr();
      int comparison = expr.order().sort(expr.of(left), expr.of(right));
      if (comparison != 0) {
        return sort.descending() ? -comparison : comparison;
      }
    }
    return 0;
  }

  private Iterator<RowVersion> rows() {
    RowAccess access = new RowAccess(rows, QueryHints.of(query.where()), order, asOf);
    return MergedRows.of(
        query.from().stream().map(target -> access.of(target.number(), query.cursor())).toList(),
        order.comparator());
  }

  private StoredRow row(RowVersion version) {
    return new StoredRow(version, query.scanned());
  }

  private boolean matches(QueryRow row) {
    return query.where() == null || Json.isTrue(query.where().of(row));
  }

  private byte[] answer(StoredRow row) {
    return query.columns().isEmpty() ? row.version().body() : answer((QueryRow) row);
  }

  private byte[] answer(QueryRow row) {
    RawObject object = new RawObject();
    query.columns().forEach(column -> object.put(column.name(), column.expr().of(row)));
    return object.toBytes();
  }

  /**
   * What a query answers.
   *
   * @param cursor null if there is no next page
   */
  public record QueryResult(List<byte[]> data, @Nullable String cursor) {}
}
