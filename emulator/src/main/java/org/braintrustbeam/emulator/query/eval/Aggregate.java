package org.braintrustbeam.emulator.query.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.text.Node;
import org.jspecify.annotations.Nullable;

/**
 * A value over all rows of a group; nulls never count.
 *
 * @param share of a percentile, 0 to 1
 */
public record Aggregate(Kind kind, Expr arg, boolean distinct, double share) {
  /** The aggregate functions. */
  public enum Kind {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    ANY_VALUE,
    PERCENTILE;

    boolean numeric() {
      return this == SUM || this == AVG || this == PERCENTILE;
    }
  }

  /** Null for a function that is no aggregate. */
  static @Nullable Kind kind(String function) {
    String name = function.toUpperCase(Locale.ROOT);
    if (name.equals("COUNT_DISTINCT")) {
      return Kind.COUNT;
    }
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  static Aggregate read(Kind kind, Node.Call call, ExprCompiler exprs) {
    int wanted = kind == Kind.PERCENTILE ? 2 : 1;
    if (call.args().size() != wanted) {
      throw ApiError.invalidQuery(
          "'" + call.name() + "' takes " + (wanted == 1 ? "one argument" : "two arguments"));
    }
    boolean distinct = call.distinct() || call.name().equals("count_distinct");
    Unsupported.refuse(distinct && kind != Kind.COUNT, "DISTINCT in '" + call.print() + "'");
    boolean star = call.args().get(0) instanceof Node.Star;
    Unsupported.refuse(star && (kind != Kind.COUNT || distinct), "'" + call.print() + "'");
    Expr arg = star ? Expr.Constant.plain(Json.TRUE) : exprs.compile(call.args().get(0));
    return new Aggregate(kind, arg, distinct, kind == Kind.PERCENTILE ? share(call) : 0);
  }

  private static double share(Node.Call call) {
    Node node = call.args().get(1);
    double share =
        node instanceof Node.Literal literal && Json.isNumber(literal.bytes())
            ? Double.parseDouble(literal.json())
            : -1;
    if (share < 0 || share > 1) {
      throw ApiError.invalidQuery("a percentile is a number from 0 to 1, got " + node.print());
    }
    return share;
  }

  /** Whether it counts the rows themselves. */
  public boolean countsRows() {
    return kind == Kind.COUNT
        && !distinct
        && arg instanceof Expr.Constant constant
        && !Json.isNull(constant.value());
  }

  /** How results compare: the extremes like the values they are of. */
  ValueOrder order() {
    return kind == Kind.MIN || kind == Kind.MAX || kind == Kind.ANY_VALUE
        ? arg.order()
        : ValueOrder.PLAIN;
  }

  Running start() {
    return new Running();
  }

  /** The aggregate over the rows added so far. */
  final class Running {
    private final Set<String> seen = new HashSet<>();
    private final List<BigDecimal> numbers = new ArrayList<>();
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private byte[] picked = Json.NULL;

    /**
     * Adds a row.
     *
     * @param times how many rows it stands for; 0 for one that is counted with another, and may be
     *     the least or the greatest
     */
    void add(QueryRow row, long times) {
      byte[] value = arg.of(row);
      boolean skipped = Json.isNull(value) || (kind.numeric() && !Json.isNumber(value));
      if (skipped || (distinct && !seen.add(Canonical.text(value)))) {
        return;
      }
      count += distinct ? 1 : times;
      switch (kind) {
        case SUM, AVG -> sum = sum.add(Json.number(value), Arithmetic.PRECISION);
        case PERCENTILE -> numbers.add(Json.number(value));
        default -> pick(value);
      }
    }

    private void pick(byte[] value) {
      int comparison = Json.isNull(picked) ? 0 : arg.order().sort(value, picked);
      boolean better =
          Json.isNull(picked)
              || (kind == Kind.MIN && comparison < 0)
              || (kind == Kind.MAX && comparison > 0);
      picked = better ? value : picked;
    }

    byte[] result() {
      if (kind == Kind.COUNT) {
        return Json.utf8(Long.toString(count));
      }
      if (count == 0) {
        return Json.NULL;
      }
      return switch (kind) {
        case SUM -> Arithmetic.json(sum);
        case AVG -> Arithmetic.json(sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        case PERCENTILE -> Arithmetic.json(percentile());
        default -> picked;
      };
    }

    /** Between two numbers it goes in a straight line from the one to the other. */
    private BigDecimal percentile() {
      Collections.sort(numbers);
      double place = share * (numbers.size() - 1);
      int below = (int) Math.floor(place);
      BigDecimal low = numbers.get(below);
      if (below == place) {
        return low;
      }
      BigDecimal step = numbers.get(below + 1).subtract(low, MathContext.DECIMAL64);
      BigDecimal part = BigDecimal.valueOf(place - below);
      return low.add(step.multiply(part, MathContext.DECIMAL64), MathContext.DECIMAL64);
    }
  }
}
