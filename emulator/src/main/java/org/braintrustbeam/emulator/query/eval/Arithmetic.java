package org.braintrustbeam.emulator.query.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.Op;

/** Sums of numbers, and times plus or minus intervals. What is no number makes null. */
public final class Arithmetic {
  /** Wide enough for all numbers in use, and it keeps 1e999999999 + 1 from filling the memory. */
  static final MathContext PRECISION = new MathContext(100);

  private static final int PLAIN_DIGITS = 40;

  private Arithmetic() {}

  static Expr read(Node.Operation node, ExprCompiler exprs) {
    Op op = node.op();
    boolean plus = op == Op.ADD;
    if (node.args().get(1) instanceof Node.Interval interval && (plus || op == Op.SUB)) {
      return Times.shift(exprs.compile(node.args().get(0)), interval, plus);
    }
    Expr left = exprs.compile(node.args().get(0));
    Expr right = exprs.compile(node.args().get(1));
    if (right instanceof Times.Length length && (plus || op == Op.SUB)) {
      return Times.shift(left, length.interval(), plus);
    }
    Unsupported.refuse(
        left.order() == ValueOrder.TIME || right.order() == ValueOrder.TIME,
        "Arithmetic on times without INTERVAL, '" + node.print() + "',");
    return Expr.Call.plain(
        op.name(),
        List.of(left, right),
        values ->
            values.stream().allMatch(Json::isNumber)
                ? compute(op, Json.number(values.get(0)), Json.number(values.get(1)))
                : Json.NULL);
  }

  private static byte[] compute(Op op, BigDecimal left, BigDecimal right) {
    try {
      return json(
          switch (op) {
            case ADD -> left.add(right, PRECISION);
            case SUB -> left.subtract(right, PRECISION);
            case MUL -> left.multiply(right, PRECISION);
            case DIV -> left.divide(right, MathContext.DECIMAL64);
            case MOD -> left.remainder(right, PRECISION);
            default -> throw new IllegalArgumentException(op + " is no arithmetic");
          });
    } catch (ArithmeticException e) {
      return Json.NULL; // a division by zero, or a result beyond all numbers
    }
  }

  static Expr negate(Expr inner) {
    UnaryOperator<byte[]> negate =
        value -> Json.isNumber(value) ? json(Json.number(value).negate()) : Json.NULL;
    return inner instanceof Expr.Constant constant
        ? Expr.Constant.plain(negate.apply(constant.value()))
        : Expr.Call.plain("-", List.of(inner), values -> negate.apply(values.get(0)));
  }

  /**
   * Rounds without ever writing out more digits than the number has: 1e-999999999 would fill the
   * memory.
   *
   * @param places digits after the point
   */
  static BigDecimal round(BigDecimal number, int places, RoundingMode mode) {
    if (number.scale() <= places) {
      return number;
    }
    long kept = (long) number.precision() - number.scale() + places;
    return kept < 0 ? BigDecimal.ZERO : number.setScale(places, mode);
  }

  public static byte[] json(BigDecimal number) {
    boolean plain = Math.abs((long) number.scale()) < PLAIN_DIGITS;
    return Json.utf8(plain ? number.toPlainString() : number.toString());
  }
}
