package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Condition;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.InList;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.XactId;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says about where the rows can be found.
 *
 * <p>It may promise too much, never too little: every row that is found is held against the whole
 * condition again.
 *
 * @param ids null if the condition names no ids; likewise for the roots
 */
record QueryHints(
    KeyRange keys, KeyRange xacts, @Nullable List<String> ids, @Nullable List<String> roots) {
  static final QueryHints NONE = new QueryHints(KeyRange.ALL, KeyRange.ALL, null, null);

  static QueryHints of(@Nullable Expr where) {
    if (where instanceof Condition.And and) {
      return and.parts().stream().map(QueryHints::of).reduce(NONE, QueryHints::and);
    }
    if (where instanceof Condition.Or or) {
      return or(or.parts().stream().map(QueryHints::of).toList());
    }
    if (where instanceof Condition.Compare compare) {
      return comparison(compare);
    }
    if (where instanceof Condition.Between between && between.value() instanceof ColumnPath path) {
      return bound(path, Condition.Op.GE, between.low())
          .and(bound(path, Condition.Op.LE, between.high()));
    }
    return where instanceof InList in && in.left() instanceof ColumnPath path
        ? list(path, in.items())
        : NONE;
  }

  /** The range of keys alone: of a trace only the root need lie in it. */
  QueryHints keysOnly() {
    return new QueryHints(keys, KeyRange.ALL, null, null);
  }

  private QueryHints and(QueryHints other) {
    return new QueryHints(
        keys.intersect(other.keys),
        xacts.intersect(other.xacts),
        ids == null ? other.ids : ids,
        roots == null ? other.roots : roots);
  }

  /** Of several conditions one holds: only lists of the same column can be put together. */
  private static QueryHints or(List<QueryHints> parts) {
    return new QueryHints(
        KeyRange.ALL,
        KeyRange.ALL,
        together(parts.stream().map(QueryHints::ids).toList()),
        together(parts.stream().map(QueryHints::roots).toList()));
  }

  /** Null if one of the lists is missing: its condition lets other rows in. */
  private static @Nullable List<String> together(List<@Nullable List<String>> lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      if (list == null) {
        return null;
      }
      all.addAll(list);
    }
    return all;
  }

  private static QueryHints bound(ColumnPath path, Condition.Op op, Expr bound) {
    return bound instanceof Expr.Constant constant ? comparison(path, op, constant) : NONE;
  }

  private static QueryHints comparison(Condition.Compare compare) {
    if (compare.left() instanceof ColumnPath path
        && compare.right() instanceof Expr.Constant constant) {
      return comparison(path, compare.op(), constant);
    }
    return compare.right() instanceof ColumnPath path
            && compare.left() instanceof Expr.Constant constant
        ? comparison(path, compare.op().mirrored(), constant)
        : NONE;
  }

  private static QueryHints comparison(ColumnPath path, Condition.Op op, Expr.Constant constant) {
    boolean named = path.is("id") || path.is("root_span_id");
    return op == Condition.Op.EQ && named
        ? list(path, List.of(constant))
        : range(path, op, constant);
  }

  private static QueryHints range(ColumnPath path, Condition.Op op, Expr.Constant constant) {
    Long bound = bound(path, constant.value());
    if (bound == null) {
      return NONE;
    }
    KeyRange range =
        switch (op) {
          case EQ -> new KeyRange(bound, bound);
          case NE -> KeyRange.ALL;
          case LT -> new KeyRange(0, bound - 1);
          case LE -> new KeyRange(0, bound);
          case GT -> new KeyRange(bound == Long.MAX_VALUE ? bound : bound + 1, Long.MAX_VALUE);
          case GE -> new KeyRange(bound, Long.MAX_VALUE);
        };
    return path.is(ColumnPath.KEY)
        ? new QueryHints(range, KeyRange.ALL, null, null)
        : new QueryHints(KeyRange.ALL, range, null, null);
  }

  private static @Nullable Long bound(ColumnPath path, byte[] value) {
    if (path.is(ColumnPath.XACT)) {
      return XactId.parse(
          ColumnPath.XACT, Json.isString(value) ? Json.text(value) : Json.ascii(value));
    }
    return path.is(ColumnPath.KEY) && Json.isString(value)
        ? PaginationKey.parse(Json.text(value))
        : null;
  }

  private static QueryHints list(ColumnPath path, List<Expr> items) {
    List<String> texts = new ArrayList<>();
    for (Expr item : items) {
      if (!(item instanceof Expr.Constant constant) || !Json.isString(constant.value())) {
        return NONE;
      }
      texts.add(Json.text(constant.value()));
    }
    if (path.is("id")) {
      return new QueryHints(KeyRange.ALL, KeyRange.ALL, texts, null);
    }
    return path.is("root_span_id") ? new QueryHints(KeyRange.ALL, KeyRange.ALL, null, texts) : NONE;
  }
}
