package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.QueryRow;
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
  private final @Nullable Preview preview;

  QueryRunner(RowStore rows, Query query, long asOf) {
    this.rows = rows;
    this.query = query;
    this.asOf = asOf;
    this.order = query.pageOrder();
    this.preview = Preview.of(query);
  }

  QueryResult run() {
    if (order == PageOrder.NONE && query.cursor() != null) {
      throw ApiError.invalidQuery("a cursor cannot be used with this ORDER BY or GROUP BY");
    }
    if (query.grouped()) {
      return new QueryResult(groups(), null);
    }
    return order == PageOrder.NONE ? sorted() : page();
  }

  private List<byte[]> groups() {
    List<byte[]> known = HeadQuery.answer(query, rows, asOf);
    if (known == null) {
      known = HeaderGroups.answer(query, rows, asOf);
    }
    return known == null ? new Groups(query).answer(found()) : known;
  }

  private QueryResult page() {
    List<byte[]> data = new ArrayList<>();
    RowVersion last = null;
    Iterator<PageUnit> units = units();
    for (int count = 0; count < query.limit() && units.hasNext(); ) {
      PageUnit unit = units.next();
      List<byte[]> answers = answers(unit);
      data.addAll(answers);
      count += answers.isEmpty() ? 0 : 1;
      last = answers.isEmpty() ? last : unit.version();
    }
    return new QueryResult(data, last == null ? null : order.cursor(last));
  }

  private List<byte[]> answers(PageUnit unit) {
    List<byte[]> answers = new ArrayList<>(unit.rows().size());
    for (PageRow row : unit.rows()) {
      if (wanted(row)) {
        answers.add(answer(row));
      }
    }
    return answers;
  }

  private QueryResult sorted() {
    List<byte[]> data =
        new SortedRows(query, order).of(found()).stream().map(this::answer).toList();
    return new QueryResult(data, null);
  }

  /** All rows of all units, taken apart by UNPIVOT. */
  private Iterator<PageRow> found() {
    Iterator<PageUnit> units = Sampling.of(units(), query.sample());
    return new Flattened(units, unit -> rows(unit));
  }

  private List<PageRow> rows(PageUnit unit) {
    List<PageRow> rows = new ArrayList<>();
    for (PageRow row : unit.rows()) {
      for (PageRow one : UnpivotedRow.of(row, query.unpivots())) {
        boolean meant = query.unpivoted() == null || query.unpivoted().holds(one);
        if (meant && (query.grouped() || wanted(one))) {
          rows.add(one);
        }
      }
    }
    return rows;
  }

  private boolean wanted(PageRow row) {
    return query.having() == null || query.having().holds(row);
  }

  private Iterator<PageUnit> units() {
    List<Iterator<PageUnit>> all = new ArrayList<>();
    query.from().forEach(target -> all.add(units(target.number())));
    return MergedRows.of(
        all, (left, right) -> order.comparator().compare(left.version(), right.version()));
  }

  private Iterator<PageUnit> units(int object) {
    if (query.auditLog()) {
      return AuditUnits.read(rows, query, object, asOf, query.cursor());
    }
    if (query.shape() != Shape.SPANS) {
      return new TraceUnits(query, rows, object, asOf, query.cursor());
    }
    RowAccess access = new RowAccess(rows, query.hints(), order, asOf);
    HeaderFilter filter = HeaderFilter.of(query.where());
    Iterator<RowVersion> named = filter == null ? null : access.of(object, query.cursor(), filter);
    if (filter != null && named != null) {
      return new SpanUnits(new StoredRows(named, query.scanned()), filter.rest());
    }
    Iterator<RowVersion> found = access.of(object, query.cursor());
    return new SpanUnits(new StoredRows(found, query.scanned()), query.where());
  }

  private byte[] answer(PageRow row) {
    if (query.columns().isEmpty()) {
      return preview == null ? row.whole() : preview.whole(row.whole());
    }
    return answer(query, preview, row);
  }

  static byte[] answer(Query query, @Nullable Preview preview, QueryRow row) {
    RawObject object = new RawObject();
    for (Query.Column column : query.columns()) {
      byte[] value = column.expr().of(row);
      object.put(column.name(), preview == null ? value : preview.column(column.field(), value));
    }
    return object.toBytes();
  }

  /**
   * What a query answers.
   *
   * @param cursor null if there is no next page
   */
  public record QueryResult(List<byte[]> data, @Nullable String cursor) {}
}
