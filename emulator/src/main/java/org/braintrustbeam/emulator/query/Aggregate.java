package org.braintrustbeam.emulator.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.select.AllColumns;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/** A value over all rows of a group; nulls never count. */
record Aggregate(Kind kind, Expr arg, boolean distinct) {
  /** The aggregate functions. */
  enum Kind {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX
  }

  /** Null for a function that is no aggregate. */
  static @Nullable Kind kind(Function function) {
    String name = function.getName().toUpperCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return null;
  }

  static Aggregate read(Kind kind, Function function, ExprReader exprs) {
    if (function.getParameters() == null || function.getParameters().size() != 1) {
      throw ApiError.invalidQuery("'" + function.getName() + "' takes one argument");
    }
    Unsupported.refuse(
        function.isDistinct() && kind != Kind.COUNT, "DISTINCT in '" + function + "'");
    Expression arg = function.getParameters().get(0);
    boolean star = arg instanceof AllColumns;
    Unsupported.refuse(star && (kind != Kind.COUNT || function.isDistinct()), "'" + function + "'");
    return new Aggregate(
        kind, star ? Expr.Constant.plain(Json.TRUE) : exprs.expr(arg), function.isDistinct());
  }

  /** Whether it counts the rows themselves. */
  boolean countsRows() {
    return kind == Kind.COUNT
        && !distinct
        && arg instanceof Expr.Constant constant
        && !Json.isNull(constant.value());
  }

  /** How results compare: the extremes like the values they are of. */
  ValueOrder order() {
    return kind == Kind.MIN || kind == Kind.MAX ? arg.order() : ValueOrder.PLAIN;
  }

  Running start() {
    return new Running();
  }

  /** The aggregate over the rows added so far. */
  final class Running {
    private final Set<String> seen = new HashSet<>();
    private long count;
    private BigDecimal sum = BigDecimal.ZERO;
    private byte[] extreme = Json.NULL;

    void add(QueryRow row) {
      byte[] value = arg.of(row);
      boolean numeric = kind == Kind.SUM || kind == Kind.AVG;
      boolean skipped = Json.isNull(value) || (numeric && !Json.isNumber(value));
      if (skipped || (distinct && !seen.add(Canonical.text(value)))) {
        return;
      }
      count++;
      if (numeric) {
        sum = sum.add(Json.number(value), Arithmetic.PRECISION);
      }
      if (Json.isNull(extreme) || beats(arg.order().sort(value, extreme))) {
        extreme = value;
      }
    }

    private boolean beats(int comparison) {
      return kind == Kind.MIN ? comparison < 0 : comparison > 0;
    }

    byte[] result() {
      return switch (kind) {
        case COUNT -> Json.utf8(Long.toString(count));
        case SUM -> count == 0 ? Json.NULL : Arithmetic.json(sum);
        case AVG ->
            count == 0
                ? Json.NULL
                : Arithmetic.json(sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        case MIN, MAX -> extreme;
      };
    }
  }
}
