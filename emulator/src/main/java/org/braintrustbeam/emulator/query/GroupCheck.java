package org.braintrustbeam.emulator.query;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.jspecify.annotations.Nullable;

/** Refuses grouped queries that ask for a value which the rows of a group need not share. */
final class GroupCheck {
  private GroupCheck() {}

  static void check(
      List<Query.Column> columns,
      List<Expr> groupBy,
      @Nullable Expr having,
      List<Query.Sort> sort) {
    if (columns.isEmpty()) {
      throw ApiError.invalidQuery("* with GROUP BY or aggregates");
    }
    columns.forEach(column -> check(column.expr(), groupBy));
    sort.forEach(key -> check(key.expr(), groupBy));
    if (having != null) {
      check(having, groupBy);
    }
  }

  private static void check(Expr expr, List<Expr> groupBy) {
    if (groupBy.contains(expr)) {
      return;
    }
    if (expr instanceof ColumnPath path) {
      throw ApiError.invalidQuery("'" + path.alias() + "' is not in GROUP BY");
    }
    expr.parts().forEach(part -> check(part, groupBy));
  }
}
