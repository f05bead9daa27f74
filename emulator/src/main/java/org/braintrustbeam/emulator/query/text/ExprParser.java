package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.jspecify.annotations.Nullable;

/** Reads expressions: operators by precedence, one method a level. */
final class ExprParser {
  private static final int DEEPEST = 200;
  private static final Map<String, Op> COMPARISONS =
      Map.of(
          "=",
          Op.EQ,
          "==",
          Op.EQ,
          "!=",
          Op.NE,
          "<>",
          Op.NE,
          "<",
          Op.LT,
          "<=",
          Op.LE,
          ">",
          Op.GT,
          ">=",
          Op.GE,
          "<=>",
          Op.SAME,
          "<!=>",
          Op.DIFFERENT);

  private final Tokens tokens;
  private final boolean sql;
  private final PrimaryParser primaries;
  private int depth;

  ExprParser(Tokens tokens, boolean sql) {
    this.tokens = tokens;
    this.sql = sql;
    this.primaries = new PrimaryParser(tokens, this, sql);
  }

  /** What stands without operators round it. */
  Node primary() {
    return primaries.primary();
  }

  Node expr() {
    enter();
    Node condition = or();
    if (tokens.sign("?")) {
      Node then = expr();
      tokens.expectSign(":");
      condition = Node.Operation.of(Op.IF, condition, then, expr());
    }
    depth--;
    return condition;
  }

  /** Expressions with commas between them. */
  List<Node> list() {
    List<Node> list = new ArrayList<>();
    do {
      list.add(expr());
    } while (tokens.sign(","));
    return list;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw ApiError.invalidQuery("it is nested deeper than " + DEEPEST + " brackets");
    }
  }

  private Node or() {
    List<Node> parts = new ArrayList<>(List.of(and()));
    while (tokens.word("or")) {
      parts.add(and());
    }
    return joined(Op.OR, parts);
  }

  private Node and() {
    List<Node> parts = new ArrayList<>(List.of(not()));
    while (tokens.word("and")) {
      parts.add(not());
    }
    return joined(Op.AND, parts);
  }

  private static Node joined(Op op, List<Node> parts) {
    return parts.size() == 1 ? parts.get(0) : Node.Operation.of(op, parts);
  }

  private Node not() {
    if (!tokens.word("not")) {
      return predicate();
    }
    enter();
    Node negated = Node.Operation.of(Op.NOT, not());
    depth--;
    return negated;
  }

  private Node predicate() {
    Node left = sum();
    for (Node more = suffix(left); more != null; more = suffix(left)) {
      left = more;
    }
    return left;
  }

  private @Nullable Node suffix(Node left) {
    Op comparison =
        tokens.peek().kind() == Token.Kind.SIGN ? COMPARISONS.get(tokens.peek().text()) : null;
    if (comparison != null) {
      tokens.next();
      return Node.Operation.of(comparison, left, sum());
    }
    if (tokens.word("is")) {
      return is(left);
    }
    if (tokens.word("isnull")) {
      return Node.Operation.of(Op.IS_NULL, left);
    }
    if (tokens.word("isnotnull")) {
      return Node.Operation.of(Op.IS_NOT_NULL, left);
    }
    boolean negated = tokens.atWord("not") && isTest(tokens.peek(1));
    if (negated) {
      tokens.next();
    } else if (!isTest(tokens.peek())) {
      return null;
    }
    Node test = test(left);
    return negated ? Node.Operation.of(Op.NOT, test) : test;
  }

  private Node is(Node left) {
    boolean negated = tokens.word("not");
    String word = tokens.peek().word();
    Node test =
        switch (word) {
          case "null" -> Node.Operation.of(negated ? Op.IS_NOT_NULL : Op.IS_NULL, left);
          case "true" -> Node.Operation.of(Op.IS_TRUE, left);
          case "false" -> Node.Operation.of(Op.IS_FALSE, left);
          default -> throw tokens.unexpected("NULL, TRUE or FALSE");
        };
    tokens.next();
    return negated && !word.equals("null") ? Node.Operation.of(Op.NOT, test) : test;
  }

  private static boolean isTest(Token token) {
    return switch (token.word()) {
      case "in",
          "like",
          "ilike",
          "match",
          "includes",
          "contains",
          "between",
          "similar",
          "rlike",
          "regexp" ->
          true;
      default -> false;
    };
  }

  private Node test(Node left) {
    String word = tokens.next().word();
    Unsupported.refuse(
        sql && (word.equals("includes") || word.equals("contains")),
        word.toUpperCase(Locale.ROOT) + " in SQL (use IN, or contains(list, value))");
    return switch (word) {
      case "in" -> Node.Operation.of(Op.IN, left, items());
      case "like" -> like(Op.LIKE, left);
      case "ilike" -> like(Op.ILIKE, left);
      case "match" -> Node.Operation.of(Op.MATCH, left, sum());
      case "includes", "contains" -> Node.Operation.of(Op.INCLUDES, left, sum());
      case "between" -> between(left);
      default -> throw Unsupported.construct(word.toUpperCase(Locale.ROOT));
    };
  }

  private Node like(Op op, Node left) {
    Node pattern = sum();
    Unsupported.refuse(tokens.atWord("escape"), "LIKE with ESCAPE");
    return Node.Operation.of(op, left, pattern);
  }

  private Node items() {
    String close = !sql && tokens.sign("[") ? "]" : ")";
    if (close.equals(")")) {
      tokens.expectSign("(");
    }
    Unsupported.refuse(tokens.atWord("select"), "IN with a subquery");
    List<Node> items = tokens.atSign(close) ? List.of() : list();
    tokens.expectSign(close);
    return Node.Items.of(items);
  }

  private Node between(Node value) {
    Unsupported.refuse(
        tokens.atWord("symmetric") || tokens.atWord("asymmetric"), "BETWEEN SYMMETRIC");
    Node low = sum();
    tokens.expectWord("and");
    return Node.Operation.of(
        Op.AND, Node.Operation.of(Op.GE, value, low), Node.Operation.of(Op.LE, value, sum()));
  }

  private Node sum() {
    Node left = product();
    while (true) {
      if (tokens.sign("+")) {
        left = Node.Operation.of(Op.ADD, left, product());
      } else if (tokens.sign("-")) {
        left = Node.Operation.of(Op.SUB, left, product());
      } else if (tokens.atSign("||")) {
        left = concat(left);
      } else {
        return left;
      }
    }
  }

  private Node concat(Node first) {
    List<Node> parts = new ArrayList<>(List.of(first));
    while (tokens.sign("||")) {
      parts.add(product());
    }
    return Node.Operation.of(Op.CONCAT, parts);
  }

  private Node product() {
    Node left = unary();
    while (true) {
      if (tokens.sign("*")) {
        left = Node.Operation.of(Op.MUL, left, unary());
      } else if (tokens.sign("/")) {
        left = Node.Operation.of(Op.DIV, left, unary());
      } else if (tokens.sign("%")) {
        left = Node.Operation.of(Op.MOD, left, unary());
      } else {
        return left;
      }
    }
  }

  private Node unary() {
    boolean negative = tokens.sign("-");
    if (!negative && !tokens.sign("+")) {
      return primaries.primary();
    }
    enter();
    Node inner = unary();
    depth--;
    return negative ? Node.Operation.of(Op.NEG, inner) : inner;
  }
}
