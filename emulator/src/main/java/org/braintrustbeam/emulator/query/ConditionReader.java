package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads comparisons and the other conditions on values. */
final class ConditionReader {
  private final ExprReader exprs;

  ConditionReader(ExprReader exprs) {
    this.exprs = exprs;
  }

  /** Null if the expression is no condition. */
  @Nullable Expr read(Expression sql) {
    Condition.Op op = op(sql);
    if (op != null && sql instanceof BinaryExpression binary) {
      return compare(
          op, exprs.expr(binary.getLeftExpression()), exprs.expr(binary.getRightExpression()));
    }
    if (sql instanceof IsNullExpression isNull) {
      return not(isNull.isNot(), new Condition.IsNull(exprs.expr(isNull.getLeftExpression())));
    }
    if (sql instanceof IsBooleanExpression is) {
      Expr inner = exprs.expr(is.getLeftExpression());
      return not(is.isNot(), new Condition.IsBoolean(inner, is.isTrue()));
    }
    if (sql instanceof InExpression in) {
      return not(in.isNot(), in(in));
    }
    if (sql instanceof LikeExpression like) {
      return not(like.isNot(), like(like));
    }
    return sql instanceof Between between ? not(between.isNot(), between(between)) : null;
  }

  private static Condition.@Nullable Op op(Expression sql) {
    if (sql instanceof EqualsTo) {
      return Condition.Op.EQ;
    }
    if (sql instanceof NotEqualsTo) {
      return Condition.Op.NE;
    }
    if (sql instanceof MinorThan) {
      return Condition.Op.LT;
    }
    if (sql instanceof MinorThanEquals) {
      return Condition.Op.LE;
    }
    if (sql instanceof GreaterThan) {
      return Condition.Op.GT;
    }
    return sql instanceof GreaterThanEquals ? Condition.Op.GE : null;
  }

  private static Expr not(boolean negated, Expr inner) {
    return negated ? new Condition.Not(inner) : inner;
  }

  private static Expr compare(Condition.Op op, Expr left, Expr right) {
    ValueOrder order = common(List.of(left, right));
    return new Condition.Compare(op, left, right, order);
  }

  private Expr in(InExpression in) {
    if (!(in.getRightExpression() instanceof ParenthesedExpressionList<?> list)) {
      throw Unsupported.construct("IN with '" + in.getRightExpression() + "'");
    }
    Expr left = exprs.expr(in.getLeftExpression());
    List<Expr> items = new ArrayList<>();
    list.forEach(item -> items.add(exprs.expr(item)));
    List<Expr> all = new ArrayList<>(items);
    all.add(left);
    return new Condition.In(left, items, common(all));
  }

  private Expr between(Between between) {
    Unsupported.refuse(
        between.isUsingSymmetric() || between.isUsingAsymmetric(), "BETWEEN SYMMETRIC");
    Expr value = exprs.expr(between.getLeftExpression());
    return new Condition.And(
        compare(Condition.Op.GE, value, exprs.expr(between.getBetweenExpressionStart())),
        compare(Condition.Op.LE, value, exprs.expr(between.getBetweenExpressionEnd())));
  }

  private Expr like(LikeExpression like) {
    LikeExpression.KeyWord word = like.getLikeKeyWord();
    boolean ignoreCase = word == LikeExpression.KeyWord.ILIKE;
    Unsupported.refuse(!ignoreCase && word != LikeExpression.KeyWord.LIKE, word.name());
    Unsupported.refuse(like.getEscape() != null, "LIKE with ESCAPE");
    Unsupported.refuse(like.isUseBinary(), "LIKE BINARY");
    if (!(exprs.expr(like.getRightExpression()) instanceof Expr.Constant pattern)
        || !Json.isString(pattern.value())) {
      throw Unsupported.construct("LIKE with a pattern that is no string literal");
    }
    return new Condition.Like(
        exprs.expr(like.getLeftExpression()), pattern(Json.text(pattern.value()), ignoreCase));
  }

  private static Pattern pattern(String like, boolean ignoreCase) {
    Unsupported.refuse(like.indexOf('\\') >= 0, "LIKE with a backslash in the pattern");
    StringBuilder regex = new StringBuilder();
    like.codePoints()
        .forEach(
            c ->
                regex.append(
                    c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c))));
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
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
