package org.braintrustbeam.emulator.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.Timestamps;

/** Sums of numbers, and times plus or minus intervals. What is no number makes null. */
public final class Arithmetic {
  /** Wide enough for all numbers in use, and it keeps 1e999999999 + 1 from filling the memory. */
  static final MathContext PRECISION = new MathContext(100);

  private static final Pattern INTERVAL =
      Pattern.compile("INTERVAL (\\d{1,9}) (\\w+)", Pattern.CASE_INSENSITIVE);

  private static final int PLAIN_DIGITS = 40;

  private Arithmetic() {}

  static boolean isArithmetic(Expression sql) {
    return sql instanceof Addition
        || sql instanceof Subtraction
        || sql instanceof Multiplication
        || sql instanceof Division;
  }

  static Expr read(BinaryExpression sql, ExprReader exprs) {
    if (sql.getRightExpression() instanceof IntervalExpression interval) {
      return shift(sql, exprs.expr(sql.getLeftExpression()), interval);
    }
    Expr left = exprs.expr(sql.getLeftExpression());
    Expr right = exprs.expr(sql.getRightExpression());
    Unsupported.refuse(
        left.order() == ValueOrder.TIME || right.order() == ValueOrder.TIME,
        "Arithmetic on times without INTERVAL, '" + sql + "',");
    BinaryOperator<BigDecimal> operator = operator(sql);
    return Expr.Call.plain(
        sql.getStringExpression(),
        List.of(left, right),
        values ->
            values.stream().allMatch(Json::isNumber)
                ? compute(operator, Json.number(values.get(0)), Json.number(values.get(1)))
                : Json.NULL);
  }

  private static byte[] compute(
      BinaryOperator<BigDecimal> operator, BigDecimal left, BigDecimal right) {
    try {
      return json(operator.apply(left, right));
    } catch (ArithmeticException e) {
      return Json.NULL; // a division by zero
    }
  }

  private static BinaryOperator<BigDecimal> operator(BinaryExpression sql) {
    if (sql instanceof Addition) {
      return (left, right) -> left.add(right, PRECISION);
    }
    if (sql instanceof Subtraction) {
      return (left, right) -> left.subtract(right, PRECISION);
    }
    if (sql instanceof Multiplication) {
      return (left, right) -> left.multiply(right, PRECISION);
    }
    return (left, right) -> left.divide(right, MathContext.DECIMAL64);
  }

  static Expr negate(Expr inner) {
    UnaryOperator<byte[]> negate =
        value -> Json.isNumber(value) ? json(Json.number(value).negate()) : Json.NULL;
    return inner instanceof Expr.Constant constant
        ? Expr.Constant.plain(negate.apply(constant.value()))
        : Expr.Call.plain("-", List.of(inner), values -> negate.apply(values.get(0)));
  }

  private static Expr shift(BinaryExpression sql, Expr left, IntervalExpression interval) {
    boolean plus = sql instanceof Addition;
    Unsupported.refuse(!plus && !(sql instanceof Subtraction), "'" + sql + "'");
    Unsupported.refuse(left.order() != ValueOrder.TIME, "'" + sql + "'");
    TemporalAmount amount = amount(interval);
    UnaryOperator<byte[]> shift =
        value -> {
          Instant instant = ValueOrder.instant(value);
          return instant == null ? Json.NULL : Timestamps.json(shift(instant, amount, plus));
        };
    return left instanceof Expr.Constant constant
        ? new Expr.Constant(shift.apply(constant.value()), ValueOrder.TIME)
        : new Expr.Call(
            sql.getStringExpression() + " " + interval,
            List.of(left),
            ValueOrder.TIME,
            values -> shift.apply(values.get(0)));
  }

  private static Instant shift(Instant instant, TemporalAmount amount, boolean plus) {
    var time = instant.atZone(ZoneOffset.UTC);
    return (plus ? time.plus(amount) : time.minus(amount)).toInstant();
  }

  private static TemporalAmount amount(IntervalExpression interval) {
    Matcher parts = INTERVAL.matcher(interval.toString());
    Unsupported.refuse(!parts.matches(), "'" + interval + "'");
    int count = Integer.parseInt(parts.group(1));
    String unit = parts.group(2).toUpperCase(Locale.ROOT);
    return switch (unit.endsWith("S") ? unit.substring(0, unit.length() - 1) : unit) {
      case "SECOND" -> ChronoUnit.SECONDS.getDuration().multipliedBy(count);
      case "MINUTE" -> ChronoUnit.MINUTES.getDuration().multipliedBy(count);
      case "HOUR" -> ChronoUnit.HOURS.getDuration().multipliedBy(count);
      case "DAY" -> Period.ofDays(count);
      case "WEEK" -> Period.ofWeeks(count);
      case "MONTH" -> Period.ofMonths(count);
      case "YEAR" -> Period.ofYears(count);
      default -> throw Unsupported.construct("'" + interval + "'");
    };
  }

  /** A number as it is written in SQL, in the spelling of JSON. */
  static byte[] literal(String digits) {
    return json(new BigDecimal(digits));
  }

  public static byte[] json(BigDecimal number) {
    boolean plain = Math.abs((long) number.scale()) < PLAIN_DIGITS;
    return Json.utf8(plain ? number.toPlainString() : number.toString());
  }
}
