package org.braintrustbeam.emulator.query.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.store.HeaderColumns;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.RowHeader;
import org.braintrustbeam.emulator.store.XactId;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows into classes, so that one row of a class speaks for all of them.
 *
 * <p>Two rows are in one class if their headers are the same, and if their keys and transactions
 * lie alike to all constants that the expressions compare them with. So an expression that asks for
 * nothing else has one value for a class, and is evaluated once for it, whatever it is made of.
 */
public final class RowClasses {
  private final TreeSet<Long> keys = new TreeSet<>();
  private final TreeSet<Long> xacts = new TreeSet<>();
  private boolean header;

  /**
   * Makes the classes fine enough for the expression.
   *
   * @return false if no classes are, as it asks for more than header, key and transaction
   */
  public boolean fit(Expr expr) {
    if (expr instanceof ColumnPath path) {
      return inHeader(path);
    }
    if (expr instanceof Condition.IsNull isNull && isName(isNull.inner())) {
      return true; // each row has a key and a transaction
    }
    if (expr instanceof Condition.Compare compare
        && expr.parts().stream().anyMatch(RowClasses::isName)) {
      return bounds(compare.order(), compare.left(), List.of(compare.right()))
          || bounds(compare.order(), compare.right(), List.of(compare.left()));
    }
    if (expr instanceof Condition.Between between && isName(between.value())) {
      return bounds(between.order(), between.value(), List.of(between.low(), between.high()));
    }
    return known(expr) && expr.parts().stream().allMatch(this::fit);
  }

  /** Whether an expression was fitted that asks for the header. */
  public boolean needHeader() {
    return header;
  }

  /** Whether it is the key or the transaction itself. */
  public static boolean isName(Expr expr) {
    return expr instanceof ColumnPath path && (path.is(ColumnPath.KEY) || path.is(ColumnPath.XACT));
  }

  /** Those whose value comes from those of their parts alone. */
  private static boolean known(Expr expr) {
    return expr instanceof Expr.Constant
        || expr instanceof Expr.Call
        || expr instanceof Conditional
        || expr instanceof InList
        || expr instanceof Condition.Compare
        || expr instanceof Condition.Between
        || expr instanceof Condition.And
        || expr instanceof Condition.Or
        || expr instanceof Condition.Not
        || expr instanceof Condition.IsNull
        || expr instanceof Condition.IsBoolean
        || expr instanceof Condition.Like;
  }

  private boolean inHeader(ColumnPath path) {
    boolean is =
        path.is(RowHeader.IS_ROOT)
            || (path.column().equals(RowHeader.ATTRIBUTES)
                && !path.steps().isEmpty()
                && path.steps().get(0).equals(RowHeader.TYPE));
    header |= is;
    return is;
  }

  /** False if the constants do not order as the numbers that we keep. */
  private boolean bounds(ValueOrder order, Expr value, List<Expr> constants) {
    boolean key = value instanceof ColumnPath path && path.is(ColumnPath.KEY);
    if (!isName(value) || order != (key ? ValueOrder.PLAIN : ValueOrder.XACT)) {
      return false;
    }
    for (Expr constant : constants) {
      Long bound = bound(key, constant);
      if (bound == null) {
        return false;
      }
      (key ? keys : xacts).add(bound);
    }
    return true;
  }

  private static @Nullable Long bound(boolean key, Expr expr) {
    if (!(expr instanceof Expr.Constant constant) || !Json.isString(constant.value())) {
      return null;
    }
    String text = Json.text(constant.value());
    if (key) {
      return PaginationKey.parse(text);
    }
    return text.matches("\\d{1,19}") ? (Long) XactId.parse(ColumnPath.XACT, text) : null;
  }

  /** The classes of an object's rows. */
  public Numbers numbers(HeaderColumns columns) {
    return new Numbers(columns, bounds(keys), bounds(xacts));
  }

  private static long[] bounds(Set<Long> bounds) {
    return bounds.stream().mapToLong(Long::longValue).toArray();
  }

  /** Numbers the classes. */
  public static final class Numbers {
    private final HeaderColumns columns;
    private final long[] keys;
    private final long[] xacts;

    private Numbers(HeaderColumns columns, long[] keys, long[] xacts) {
      this.columns = columns;
      this.keys = keys;
      this.xacts = xacts;
    }

    /** How many there can be. */
    public long count() {
      return (2L * keys.length + 1) * (2L * xacts.length + 1) * columns.kinds();
    }

    /** From 0, and below {@link #count}. */
    public int of(int place) {
      int key = side(keys, columns.key(place));
      int xact = side(xacts, columns.xact(place));
      return (key * (2 * xacts.length + 1) + xact) * columns.kinds() + columns.kind(place);
    }

    /** An odd number on a bound, an even one between two. */
    private static int side(long[] bounds, long value) {
      if (bounds.length == 0) {
        return 0;
      }
      int found = Arrays.binarySearch(bounds, value);
      return found >= 0 ? 2 * found + 1 : 2 * (-found - 1);
    }
  }
}
