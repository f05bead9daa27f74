package org.braintrustbeam.emulator.query.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.text.grammar.BtqlBaseVisitor;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;
import org.jspecify.annotations.Nullable;

/** Makes nodes of parsed expressions; a rule without a method here is that of its only child. */
final class ExprReader extends BtqlBaseVisitor<Node> {
  private static final int LONGEST_NUMBER = 1000;
  private static final Node NULL = new Node.Literal("null");
  private final DepthLimit depth = new DepthLimit();
  private final boolean sql;
  private final Quotes quotes;

  ExprReader(boolean sql) {
    this.sql = sql;
    this.quotes = new Quotes(!sql);
  }

  Quotes quotes() {
    return quotes;
  }

  @Override
  public Node visit(ParseTree tree) {
    depth.enter();
    Node node = tree.accept(this);
    depth.exit();
    return node;
  }

  List<Node> all(List<? extends ParserRuleContext> rules) {
    List<Node> nodes = new ArrayList<>();
    for (ParserRuleContext rule : rules) {
      nodes.add(visit(rule));
    }
    return nodes;
  }

  List<Node> list(BtqlParser.@Nullable ExprsContext exprs) {
    return exprs == null ? List.of() : all(exprs.expr());
  }

  @Override
  public Node visitCell(BtqlParser.CellContext cell) {
    return cell.expr() == null ? new Node.Star() : visit(cell.expr());
  }

  @Override
  public Node visitExpr(BtqlParser.ExprContext expr) {
    Node condition = visit(expr.disjunction());
    return expr.expr().isEmpty()
        ? condition
        : Node.Operation.of(Op.IF, condition, visit(expr.expr(0)), visit(expr.expr(1)));
  }

  @Override
  public Node visitDisjunction(BtqlParser.DisjunctionContext or) {
    return joined(Op.OR, or.conjunction());
  }

  @Override
  public Node visitConjunction(BtqlParser.ConjunctionContext and) {
    return joined(Op.AND, and.negation());
  }

  private Node joined(Op op, List<? extends ParserRuleContext> parts) {
    return parts.size() == 1 ? visit(parts.get(0)) : Node.Operation.of(op, all(parts));
  }

  @Override
  public Node visitNegation(BtqlParser.NegationContext not) {
    return not.predicate() == null
        ? Node.Operation.of(Op.NOT, visit(not.negation()))
        : visit(not.predicate());
  }

  @Override
  public Node visitComparison(BtqlParser.ComparisonContext comparison) {
    return operation(comparison.op, comparison.predicate(), comparison.value());
  }

  @Override
  public Node visitArithmetic(BtqlParser.ArithmeticContext arithmetic) {
    if (!arithmetic.op.getText().equals("||")) {
      return operation(arithmetic.op, arithmetic.value(0), arithmetic.value(1));
    }
    Node left = visit(arithmetic.value(0));
    boolean more = left instanceof Node.Operation inner && inner.op() == Op.CONCAT;
    List<Node> parts = new ArrayList<>(more ? ((Node.Operation) left).args() : List.of(left));
    parts.add(visit(arithmetic.value(1)));
    return Node.Operation.of(Op.CONCAT, parts);
  }

  private Node operation(Token op, ParserRuleContext left, ParserRuleContext right) {
    return Node.Operation.of(operator(op.getText()), visit(left), visit(right));
  }

  private static Op operator(String sign) {
    return switch (sign) {
      case "=", "==" -> Op.EQ;
      case "!=", "<>" -> Op.NE;
      case "<" -> Op.LT;
      case "<=" -> Op.LE;
      case ">" -> Op.GT;
      case ">=" -> Op.GE;
      case "<=>" -> Op.SAME;
      case "<!=>" -> Op.DIFFERENT;
      case "+" -> Op.ADD;
      case "-" -> Op.SUB;
      case "*" -> Op.MUL;
      case "/" -> Op.DIV;
      case "%" -> Op.MOD;
      default -> throw new IllegalStateException("the grammar has an operator more: " + sign);
    };
  }

  @Override
  public Node visitIsTest(BtqlParser.IsTestContext is) {
    Node of = visit(is.predicate());
    boolean not = is.NOT() != null;
    return switch (is.what.getType()) {
      case BtqlParser.NULL -> Node.Operation.of(not ? Op.IS_NOT_NULL : Op.IS_NULL, of);
      case BtqlParser.TRUE -> negated(not, Node.Operation.of(Op.IS_TRUE, of));
      default -> negated(not, Node.Operation.of(Op.IS_FALSE, of));
    };
  }

  private static Node negated(boolean negated, Node test) {
    return negated ? Node.Operation.of(Op.NOT, test) : test;
  }

  @Override
  public Node visitNullTest(BtqlParser.NullTestContext test) {
    boolean isNull = test.what.getType() == BtqlParser.ISNULL;
    return Node.Operation.of(isNull ? Op.IS_NULL : Op.IS_NOT_NULL, visit(test.predicate()));
  }

  @Override
  public Node visitIn(BtqlParser.InContext in) {
    refuseSquare(in);
    Node items = Node.Items.of(list(in.exprs()));
    return negated(in.NOT() != null, Node.Operation.of(Op.IN, visit(in.predicate()), items));
  }

  private void refuseSquare(ParserRuleContext list) {
    boolean square = list.getStop().getText().equals("]");
    Unsupported.refuse(sql && square, "A list in square brackets in SQL");
  }

  @Override
  public Node visitMatch(BtqlParser.MatchContext match) {
    String word = match.op.getText().toUpperCase(Locale.ROOT);
    Op op = word.equals("CONTAINS") ? Op.INCLUDES : Op.valueOf(word);
    Unsupported.refuse(
        sql && op == Op.INCLUDES, word + " in SQL (use IN, or contains(list, value))");
    return negated(
        match.NOT() != null, Node.Operation.of(op, visit(match.predicate()), visit(match.value())));
  }

  @Override
  public Node visitBetween(BtqlParser.BetweenContext between) {
    Node inside =
        Node.Operation.of(
            Op.BETWEEN,
            visit(between.predicate()),
            visit(between.value(0)),
            visit(between.value(1)));
    return negated(between.NOT() != null, inside);
  }

  @Override
  public Node visitBrackets(BtqlParser.BracketsContext brackets) {
    return visit(brackets.expr());
  }

  @Override
  public Node visitList(BtqlParser.ListContext list) {
    refuseSquare(list);
    return Node.Items.of(list(list.exprs()));
  }

  /** A number in the spelling of JSON. */
  @Override
  public Node visitNumber(BtqlParser.NumberContext number) {
    String digits = number.getText();
    if (digits.length() > LONGEST_NUMBER) {
      throw ApiError.invalidQuery("a number is longer than " + LONGEST_NUMBER + " characters");
    }
    try {
      return new Node.Literal(new BigDecimal(digits).toString().replace("E+", "E"));
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("the number " + digits + " is too large or too small");
    }
  }

  @Override
  public Node visitCharacters(BtqlParser.CharactersContext characters) {
    return text(characters);
  }

  private Node text(ParserRuleContext rule) {
    return new Node.Literal(Json.ascii(Json.string(quotes.read(rule))));
  }

  @Override
  public Node visitConstant(BtqlParser.ConstantContext constant) {
    return new Node.Literal(constant.getText().toLowerCase(Locale.ROOT));
  }

  @Override
  public Node visitCaseWhen(BtqlParser.CaseWhenContext caseWhen) {
    Node subject = caseWhen.subject == null ? null : visit(caseWhen.subject);
    Unsupported.refuse(
        subject != null && !(subject instanceof Node.Name), "CASE on anything but a column");
    List<Node> pairs = new ArrayList<>();
    for (BtqlParser.WhenContext when : caseWhen.when()) {
      Node condition = visit(when.expr(0));
      pairs.add(subject == null ? condition : Node.Operation.of(Op.EQ, subject, condition));
      pairs.add(visit(when.expr(1)));
    }
    pairs.add(caseWhen.otherwise == null ? NULL : visit(caseWhen.otherwise));
    return Node.Operation.of(Op.IF, pairs);
  }

  @Override
  public Node visitInterval(BtqlParser.IntervalContext interval) {
    return Intervals.of(Integers.read(interval.NUMBER().getText()), interval.word().getText());
  }

  @Override
  public Node visitIntervalText(BtqlParser.IntervalTextContext interval) {
    throw Unsupported.construct(
        "INTERVAL " + interval.TEXT() + " as one literal (write INTERVAL 7 DAY)");
  }

  @Override
  public Node visitCall(BtqlParser.CallContext call) {
    String name = call.word().getText().toLowerCase(Locale.ROOT);
    return Node.Call.of(name, all(call.cell()), call.DISTINCT() != null);
  }

  @Override
  public Node visitPath(BtqlParser.PathContext path) {
    Token first = path.getStart();
    if (path.step().isEmpty() && first.getType() == BtqlParser.QUOTED) {
      return text(path);
    }
    String name = quotes.read(first);
    if (name.equalsIgnoreCase("current_timestamp") || name.equalsIgnoreCase("current_date")) {
      return Node.Call.of(name.toLowerCase(Locale.ROOT), List.of(), false);
    }
    List<Object> steps = new ArrayList<>(List.of(name));
    path.step().forEach(step -> steps.add(step(step)));
    return new Node.Name(List.copyOf(steps));
  }

  private Object step(BtqlParser.StepContext step) {
    if (step.integer() != null) {
      return Integers.read(step.integer().getText());
    }
    return step.text() != null ? quotes.read(step.text()) : member(step.name());
  }

  /** The service's SQL parser breaks down over a quoted name with a space in it, in these words. */
  private String member(BtqlParser.NameContext name) {
    String member = quotes.read(name);
    if (sql && name.QUOTED() != null && member.indexOf(' ') >= 0) {
      throw ApiError.badRequest("memory access out of bounds");
    }
    return member;
  }

  @Override
  public Node visitSigned(BtqlParser.SignedContext signed) {
    Node value = visit(signed.value());
    return signed.sign.getText().equals("-") ? Node.Operation.of(Op.NEG, value) : value;
  }
}
