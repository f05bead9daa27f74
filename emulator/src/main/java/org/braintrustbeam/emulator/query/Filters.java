package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Condition;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.ExprCompiler;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.Op;
import org.braintrustbeam.emulator.store.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * A filter taken apart.
 *
 * @param where what a span must meet to be answered, or for its trace to be; null for all
 * @param unpivoted what the rows must meet that UNPIVOT makes of one; null for all
 * @param shown what the spans of such a trace must meet to be answered; null for all
 * @param hints where the rows can be found
 */
record Filters(
    @Nullable Expr where, @Nullable Expr unpivoted, @Nullable Expr shown, QueryHints hints) {
  /**
   * Takes it apart.
   *
   * @param unpivoted the columns that a row has only after it was taken apart by UNPIVOT
   */
  static Filters of(@Nullable Node filter, Shape shape, Set<String> unpivoted, ExprCompiler exprs) {
    List<Expr> conditions = new ArrayList<>();
    List<Node.Call> filterSpans = new ArrayList<>();
    for (Node part : parts(filter)) {
      if (part instanceof Node.Call call && call.name().equals("filter_spans")) {
        filterSpans.add(call);
      } else {
        conditions.add(exprs.filter(part, shape != Shape.SPANS));
      }
    }
    Unsupported.refuse(
        !filterSpans.isEmpty() && shape != Shape.TRACES, "FILTER_SPANS without the shape traces");
    List<Expr> after = conditions.stream().filter(one -> names(one, unpivoted)).toList();
    conditions.removeAll(after); // they say nothing of where a row lies
    QueryHints hints = QueryHints.of(all(conditions));
    if (shape != Shape.SPANS) {
      conditions.removeIf(Filters::isOnKey);
    }
    Expr where = all(conditions);
    return new Filters(where, all(after), shown(filterSpans, where, exprs), hints);
  }

  private static boolean names(Expr expr, Set<String> columns) {
    return (expr instanceof ColumnPath path && columns.contains(path.column()))
        || expr.parts().stream().anyMatch(part -> names(part, columns));
  }

  private static List<Node> parts(@Nullable Node filter) {
    if (filter == null) {
      return List.of();
    }
    return filter instanceof Node.Operation operation && operation.op() == Op.AND
        ? operation.args().stream().flatMap(part -> parts(part).stream()).toList()
        : List.of(filter);
  }

  private static @Nullable Expr all(List<Expr> conditions) {
    return switch (conditions.size()) {
      case 0 -> null;
      case 1 -> conditions.get(0);
      default -> new Condition.And(List.copyOf(conditions));
    };
  }

  /** A trace is paged by one key, that of its root: such a condition is not on any span of it. */
  private static boolean isOnKey(Expr condition) {
    return !QueryHints.of(condition).keys().equals(KeyRange.ALL);
  }

  /** Without an argument FILTER_SPANS() shows the spans that match themselves. */
  private static @Nullable Expr shown(
      List<Node.Call> calls, @Nullable Expr where, ExprCompiler exprs) {
    List<Expr> shown = new ArrayList<>();
    for (Node.Call call : calls) {
      if (call.args().size() > 1) {
        throw ApiError.invalidQuery("FILTER_SPANS takes one condition");
      }
      if (call.args().size() == 1) {
        shown.add(exprs.filter(call.args().get(0), false));
      } else if (where != null) {
        shown.add(where);
      }
    }
    return all(shown);
  }
}
