package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.Aggregate;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Answers the question for head and size of objects, {@code SELECT max(_xact_id), count(*)},
 * without a look at the rows: clients ask it before each read.
 */
final class HeadQuery {
  private HeadQuery() {}

  /** Null if the query is another one. */
  static @Nullable List<byte[]> answer(Query query, RowStore rows, long asOf) {
    boolean plain =
        query.where() == null
            && query.shape() == Shape.SPANS
            && !query.auditLog()
            && query.unpivots().isEmpty()
            && query.sample() == null
            && query.pivot() == null
            && query.groupBy().isEmpty()
            && query.having() == null
            && query.aggregates().stream().allMatch(one -> one.countsRows() || isHead(one))
            && query.columns().stream().allMatch(c -> c.expr() instanceof Expr.AggregateSlot);
    if (!plain || query.limit() == 0) {
      return null;
    }
    RawObject answer = new RawObject();
    for (Query.Column column : query.columns()) {
      Aggregate aggregate = query.aggregates().get(((Expr.AggregateSlot) column.expr()).slot());
      answer.put(
          column.name(),
          aggregate.countsRows() ? count(query, rows, asOf) : head(query, rows, asOf));
    }
    return List.of(answer.toBytes());
  }

  private static boolean isHead(Aggregate aggregate) {
    return aggregate.kind() == Aggregate.Kind.MAX
        && aggregate.arg() instanceof ColumnPath path
        && path.is(ColumnPath.XACT);
  }

  private static byte[] count(Query query, RowStore rows, long asOf) {
    long count = query.from().stream().mapToLong(target -> rows.count(target.number(), asOf)).sum();
    return Json.utf8(Long.toString(count));
  }

  private static byte[] head(Query query, RowStore rows, long asOf) {
    RowAccess newestFirst = new RowAccess(rows, QueryHints.NONE, PageOrder.XACT_DESCENDING, asOf);
    long head = 0;
    for (RowTarget target : query.from()) {
      Iterator<RowVersion> found = newestFirst.of(target.number(), null);
      head = Math.max(head, found.hasNext() ? found.next().xact() : 0);
    }
    return head == 0 ? Json.NULL : Json.string(Long.toString(head));
  }
}
