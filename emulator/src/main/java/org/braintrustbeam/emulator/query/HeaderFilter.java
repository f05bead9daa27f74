package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.braintrustbeam.emulator.query.eval.Condition;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.RowClasses;
import org.braintrustbeam.emulator.store.HeaderColumns;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.LiveHeaders;
import org.braintrustbeam.emulator.store.LookAhead;
import org.braintrustbeam.emulator.store.VersionKey;
import org.jspecify.annotations.Nullable;

/**
 * The part of a filter that headers answer.
 *
 * @param rest what rows must meet besides; null for nothing
 */
record HeaderFilter(RowClasses classes, List<Expr> conditions, @Nullable Expr rest) {
  /** Classes past this number are no gain over rows. */
  private static final int MOST_CLASSES = 1 << 20;

  /** Null if headers are of no use. */
  static @Nullable HeaderFilter of(@Nullable Expr where) {
    RowClasses classes = new RowClasses();
    List<Expr> conditions = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    for (Expr part : where instanceof Condition.And and ? and.parts() : parts(where)) {
      (classes.fit(part) ? conditions : rest).add(part);
    }
    if (!classes.needHeader() || conditions.isEmpty()) {
      return null; // a range of keys is found without
    }
    return new HeaderFilter(classes, conditions, all(rest));
  }

  private static List<Expr> parts(@Nullable Expr where) {
    return where == null ? List.of() : List.of(where);
  }

  private static @Nullable Expr all(List<Expr> conditions) {
    return switch (conditions.size()) {
      case 0 -> null;
      case 1 -> conditions.get(0);
      default -> new Condition.And(List.copyOf(conditions));
    };
  }

  /** The classes of the rows; null if there are too many. */
  static RowClasses.@Nullable Numbers numbers(RowClasses classes, HeaderColumns columns) {
    RowClasses.Numbers numbers = classes.numbers(columns);
    return numbers.count() > MOST_CLASSES ? null : numbers;
  }

  /** The live rows that meet the conditions; null if it is quicker to look at each. */
  @Nullable Iterator<VersionKey> find(
      HeaderColumns columns, KeyRange range, boolean descending, long asOf) {
    RowClasses.Numbers numbers = numbers(classes, columns);
    if (numbers == null) {
      return null;
    }
    LiveHeaders live = new LiveHeaders(columns, range, descending, asOf);
    Boolean[] known = new Boolean[(int) numbers.count()];
    return new LookAhead<>() {
      @Override
      protected @Nullable VersionKey find() {
        for (int place = live.next(); place != LiveHeaders.END; place = live.next()) {
          int number = numbers.of(place);
          if (known[number] == null) {
            known[number] = holds(new HeaderRow(columns, place));
          }
          if (known[number]) {
            return columns.name(place);
          }
        }
        return null;
      }
    };
  }

  private boolean holds(HeaderRow row) {
    return conditions.stream().allMatch(condition -> condition.holds(row));
  }
}
