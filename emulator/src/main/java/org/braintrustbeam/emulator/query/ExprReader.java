package org.braintrustbeam.emulator.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.Timestamps;
import org.jspecify.annotations.Nullable;

/** Turns the parser's expressions into ours, or names what we do not evaluate. */
final class ExprReader {
  private final Instant now;
  private final Set<String> columns = new HashSet<>();
  private final List<Aggregate> aggregates = new ArrayList<>();
  private boolean aggregatesAllowed;

  ExprReader(Instant now) {
    this.now = now;
  }

  /** The columns that all expressions read so far ask of a row's JSON. */
  Set<String> columns() {
    return columns;
  }

  List<Aggregate> aggregates() {
    return aggregates;
  }

  Expr read(Expression sql) {
    return read(sql, false);
  }

  /** Reads an expression in which aggregates may stand. */
  Expr readWithAggregates(Expression sql) {
    return read(sql, true);
  }

  private Expr read(Expression sql, boolean allowed) {
    boolean before = aggregatesAllowed;
    aggregatesAllowed = allowed;
    try {
      return expr(sql);
    } finally {
      aggregatesAllowed = before;
    }
  }

  Expr expr(Expression sql) {
    Expr constant = constant(sql);
    if (constant != null) {
      return constant;
    }
    if (sql instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return expr(list.get(0));
    }
    if (sql instanceof AndExpression and) {
      return new Condition.And(expr(and.getLeftExpression()), expr(and.getRightExpression()));
    }
    if (sql instanceof OrExpression or) {
      return new Condition.Or(expr(or.getLeftExpression()), expr(or.getRightExpression()));
    }
    if (sql instanceof NotExpression not) {
      return new Condition.Not(expr(not.getExpression()));
    }
    Expr other = operator(sql);
    if (other == null) {
      throw Unsupported.construct(sql.getClass().getSimpleName() + " '" + sql + "'");
    }
    return other;
  }

  private @Nullable Expr operator(Expression sql) {
    Expr condition = new ConditionReader(this).read(sql);
    if (condition != null) {
      return condition;
    }
    if (sql instanceof Concat concat) {
      return Functions.concat(
          List.of(expr(concat.getLeftExpression()), expr(concat.getRightExpression())));
    }
    if (sql instanceof BinaryExpression binary && Arithmetic.isArithmetic(sql)) {
      return Arithmetic.read(binary, this);
    }
    if (sql instanceof SignedExpression signed && signed.getSign() == '-') {
      return Arithmetic.negate(expr(signed.getExpression()));
    }
    if (sql instanceof Function function) {
      return function(function);
    }
    return path(sql);
  }

  private @Nullable Expr path(Expression sql) {
    ColumnPath path = PathReader.read(sql);
    if (path != null && !path.is(ColumnPath.XACT) && !path.is(ColumnPath.KEY)) {
      columns.add(path.column());
    }
    return path;
  }

  private @Nullable Expr constant(Expression sql) {
    if (sql instanceof StringValue text) {
      Unsupported.refuse(text.getPrefix() != null, "A prefixed string literal");
      return Expr.Constant.plain(Json.string(text.getNotExcapedValue()));
    }
    if (sql instanceof LongValue || sql instanceof DoubleValue) {
      return Expr.Constant.plain(Arithmetic.literal(sql.toString()));
    }
    if (sql instanceof NullValue) {
      return Expr.Constant.plain(Json.NULL);
    }
    if (sql instanceof BooleanValue bool) {
      return Expr.Constant.plain(Json.bool(bool.getValue()));
    }
    boolean time = sql instanceof TimeKeyExpression || isNow(sql);
    return time ? new Expr.Constant(Timestamps.json(now), ValueOrder.TIME) : null;
  }

  private static boolean isNow(Expression sql) {
    return sql instanceof Function function
        && (function.getName().equalsIgnoreCase("now")
            || function.getName().equalsIgnoreCase("current_timestamp"))
        && (function.getParameters() == null || function.getParameters().isEmpty());
  }

  private Expr function(Function function) {
    PlainFunctions.refuseDecorations(function);
    Aggregate.Kind kind = Aggregate.kind(function);
    if (kind == null) {
      return Functions.read(function, this);
    }
    if (!aggregatesAllowed) {
      throw Unsupported.construct("The aggregate '" + function + "' in this place");
    }
    aggregatesAllowed = false; // none inside of another
    Aggregate aggregate = Aggregate.read(kind, function, this);
    aggregatesAllowed = true;
    if (!aggregates.contains(aggregate)) {
      aggregates.add(aggregate);
    }
    return new Expr.AggregateSlot(aggregates.indexOf(aggregate), aggregate.order());
  }
}
