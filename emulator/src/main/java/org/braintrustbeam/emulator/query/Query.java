package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A query that has been understood to the last word.
 *
 * @param from where the rows are; all of one type
 * @param columns what is answered; empty for {@code *}
 * @param where null to take all rows
 * @param grouped whether an answered row stands for a group of rows
 * @param having null to take all groups
 * @param sort empty for the order of paging
 * @param cursor null for the first page
 * @param scanned the columns that are read from a row's JSON
 */
public record Query(
    List<RowTarget> from,
    List<Column> columns,
    @Nullable Expr where,
    boolean grouped,
    List<Expr> groupBy,
    List<Aggregate> aggregates,
    @Nullable Expr having,
    List<Sort> sort,
    int limit,
    @Nullable String cursor,
    Set<String> scanned) {

  /** An answered column. */
  record Column(String name, Expr expr) {}

  /** One key to sort by. */
  record Sort(Expr expr, boolean descending) {}

  RowType type() {
    return from.get(0).type();
  }

  PageOrder pageOrder() {
    if (grouped) {
      return PageOrder.NONE;
    }
    if (sort.isEmpty()) {
      return PageOrder.KEY_DESCENDING;
    }
    Sort first = sort.get(0);
    return sort.size() == 1 && first.expr() instanceof ColumnPath path
        ? PageOrder.by(path, first.descending())
        : PageOrder.NONE;
  }
}
