package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.Op;

/** Compiles comparisons and the other conditions on values. */
final class Comparisons {
  private final ExprCompiler exprs;
  private final boolean nullComparable;

  Comparisons(ExprCompiler exprs, boolean nullComparable) {
    this.exprs = exprs;
    this.nullComparable = nullComparable;
  }

  Expr read(Node.Operation node) {
    Expr left = exprs.compile(node.args().get(0));
    return switch (node.op()) {
      case IS_NULL -> new Condition.IsNull(left);
      case IS_NOT_NULL -> new Condition.Not(new Condition.IsNull(left));
      case IS_TRUE -> new Condition.IsBoolean(left, true);
      case IS_FALSE -> new Condition.IsBoolean(left, false);
      case LIKE, ILIKE -> like(left, node);
      case MATCH -> FullText.match(left, exprs.literal(node.args().get(1), node.op()));
      case BETWEEN -> between(left, node);
      case IN -> in(left, node.args().get(1));
      case INCLUDES -> Functions.includes(left, exprs.compile(node.args().get(1)));
      case SAME -> same(left, exprs.compile(node.args().get(1)));
      case DIFFERENT -> new Condition.Not(same(left, exprs.compile(node.args().get(1))));
      default -> compare(node.op(), left, node.args().get(1));
    };
  }

  private Expr compare(Op op, Expr left, Node right) {
    boolean equality = op == Op.EQ || op == Op.NE;
    if (equality && nullComparable && right instanceof Node.Literal literal && literal.isNull()) {
      Expr isNull = new Condition.IsNull(left);
      return op == Op.EQ ? isNull : new Condition.Not(isNull);
    }
    Expr other = exprs.compile(right);
    return new Condition.Compare(
        Condition.Op.valueOf(op.name()), left, other, common(List.of(left, other)));
  }

  private static Expr same(Expr left, Expr right) {
    ValueOrder order = left.order() == ValueOrder.PLAIN ? right.order() : left.order();
    return Expr.Call.plain(
        "<=>",
        List.of(left, right),
        values -> {
          var comparison = order.compare(values.get(0), values.get(1));
          return Json.bool(
              comparison.isPresent()
                  ? comparison.getAsInt() == 0
                  : JsonEquality.same(values.get(0), values.get(1)));
        });
  }

  private Expr in(Expr left, Node right) {
    if (!(right instanceof Node.Items list)) {
      return Functions.includes(exprs.compile(right), left);
    }
    if (list.items().isEmpty()) {
      throw ApiError.invalidQuery("IN with an empty list");
    }
    List<Expr> items = new ArrayList<>();
    list.items().forEach(item -> items.add(exprs.compile(item)));
    List<Expr> all = new ArrayList<>(items);
    all.add(left);
    return new InList(left, items, common(all));
  }

  private Expr between(Expr value, Node.Operation node) {
    Expr low = exprs.compile(node.args().get(1));
    Expr high = exprs.compile(node.args().get(2));
    return new Condition.Between(value, low, high, common(List.of(value, low, high)));
  }

  private Expr like(Expr left, Node.Operation node) {
    String pattern = exprs.literal(node.args().get(1), node.op());
    return new Condition.Like(left, LikePattern.of(pattern, node.op() == Op.ILIKE));
  }

  /** The order that the sides compare in; a literal that has no place in it is refused. */
  private static ValueOrder common(List<Expr> sides) {
    ValueOrder order =
        sides.stream()
            .map(Expr::order)
            .filter(one -> one != ValueOrder.PLAIN)
            .findFirst()
            .orElse(ValueOrder.PLAIN);
    for (Expr side : sides) {
      if (side instanceof Expr.Constant constant) {
        check(order, constant.value());
      }
    }
    return order;
  }

  private static void check(ValueOrder order, byte[] literal) {
    Unsupported.refuse(Json.isNull(literal), "A comparison with NULL (use IS NULL)");
    if (order == ValueOrder.TIME && ValueOrder.instant(literal) == null) {
      throw ApiError.invalidQuery(Json.ascii(literal) + " is not a time");
    }
    if (order == ValueOrder.XACT) {
      order.compareValues(literal, literal); // refuses what is no transaction id
    }
  }
}
