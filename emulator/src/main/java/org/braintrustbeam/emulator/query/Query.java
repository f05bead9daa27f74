package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.query.eval.Aggregate;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.text.QueryText;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.jspecify.annotations.Nullable;

/**
 * A query that has been understood to the last word.
 *
 * @param from where the rows are
 * @param columns what is answered; empty for {@code *}
 * @param where null to take all rows
 * @param shown of the traces that match, the spans to answer; null for all
 * @param unpivoted what the rows must meet that UNPIVOT makes; null to take all
 * @param hints where the rows can be found
 * @param grouped whether an answered row stands for a group of rows
 * @param having null to take all groups
 * @param sort empty for the order of paging
 * @param cursor null for the first page
 * @param preview the most characters of a preview; null to leave them whole
 * @param scanned the columns that are read from a row's JSON
 */
public record Query(
    List<RowTarget> from,
    Shape shape,
    boolean auditLog,
    List<Column> columns,
    @Nullable Expr where,
    @Nullable Expr shown,
    QueryHints hints,
    List<Unpivot> unpivots,
    @Nullable Expr unpivoted,
    QueryText.@Nullable Sample sample,
    boolean grouped,
    List<Expr> groupBy,
    List<Aggregate> aggregates,
    @Nullable Expr having,
    @Nullable Pivot pivot,
    List<Sort> sort,
    int limit,
    @Nullable String cursor,
    @Nullable Integer preview,
    Set<String> scanned) {

  /** An answered column. */
  record Column(String name, Expr expr) {
    /** The field that it is; empty for what is computed or lies inside of a field. */
    String field() {
      return expr instanceof ColumnPath path && path.steps().isEmpty() ? path.column() : "";
    }
  }

  /** One key to sort by. */
  record Sort(Expr expr, boolean descending) {}

  /** One row for each member of an object, or item of an array where the key is null. */
  record Unpivot(Expr of, @Nullable String key, String value) {}

  /**
   * One column for each value of a column, named by the value and the measure.
   *
   * @param by the column's place among the columns; likewise for the measures
   */
  record Pivot(int by, List<Integer> measures) {}

  PageOrder pageOrder() {
    if (grouped || !unpivots.isEmpty() || sample != null) {
      return PageOrder.NONE;
    }
    PageOrder order = sort.isEmpty() ? unsorted() : sorted();
    // the log of writes is read by transaction only, traces only by key
    boolean fits = !auditLog || order.byTransaction();
    return fits && (shape == Shape.SPANS || !order.byTransaction()) ? order : PageOrder.NONE;
  }

  private PageOrder unsorted() {
    return auditLog ? PageOrder.XACT_DESCENDING : PageOrder.KEY_DESCENDING;
  }

  private PageOrder sorted() {
    Sort first = sort.get(0);
    return sort.size() == 1 && first.expr() instanceof ColumnPath path
        ? PageOrder.by(path, first.descending())
        : PageOrder.NONE;
  }
}
