package org.braintrustbeam.emulator.query.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;

/** Reads what operators are applied to: literals, paths, calls, brackets, CASE. */
final class PrimaryParser {
  /** Words that no expression begins with, so that a forgotten one is named. */
  private static final Set<String> RESERVED =
      Set.of(
          "from",
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "and",
          "or",
          "then",
          "else",
          "when",
          "select",
          "union",
          "intersect",
          "except",
          "as",
          "by",
          "in",
          "like",
          "between",
          "is",
          "join",
          "on",
          "desc",
          "asc",
          "distinct");

  private final Tokens tokens;
  private final ExprParser exprs;
  private final boolean sql;

  PrimaryParser(Tokens tokens, ExprParser exprs, boolean sql) {
    this.tokens = tokens;
    this.exprs = exprs;
    this.sql = sql;
  }

  Node primary() {
    Node primary =
        switch (tokens.peek().kind()) {
          case NUMBER -> number(tokens.next().text());
          case TEXT -> text(tokens.next().text());
          case QUOTED -> quoted();
          case NAME -> path();
          case WORD -> word();
          case SIGN, END -> bracket();
        };
    Unsupported.refuse(tokens.atSign("::"), "A cast with ::");
    return primary;
  }

  /** A number in the spelling of JSON. */
  private static Node number(String digits) {
    try {
      return new Node.Literal(new BigDecimal(digits).toString().replace("E+", "E"));
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("the number " + digits + " is too large or too small");
    }
  }

  private static Node text(String characters) {
    return new Node.Literal(Json.ascii(Json.string(characters)));
  }

  private Node quoted() {
    Token after = tokens.peek(1);
    return after.isSign(".") || after.isSign("[") ? path() : text(tokens.next().text());
  }

  private Node bracket() {
    if (!sql && tokens.sign("[")) {
      List<Node> items = tokens.atSign("]") ? List.of() : exprs.list();
      tokens.expectSign("]");
      return Node.Items.of(items);
    }
    if (!tokens.sign("(")) {
      throw tokens.unexpected("an expression");
    }
    Unsupported.refuse(tokens.atWord("select"), "A subquery");
    Node inner = exprs.expr();
    tokens.expectSign(")");
    return inner;
  }

  private Node word() {
    String word = tokens.peek().word();
    boolean call = tokens.peek(1).isSign("(");
    if (RESERVED.contains(word)) {
      throw tokens.unexpected("an expression");
    }
    return switch (word) {
      case "null", "true", "false" -> {
        tokens.next();
        yield new Node.Literal(word);
      }
      case "case" -> caseWhen();
      case "interval" -> interval();
      case "current_timestamp", "current_date" ->
          call ? call() : Node.Call.of(take(), List.of(), false);
      case "exists", "cast", "extract" -> {
        Unsupported.refuse(call, word.toUpperCase(Locale.ROOT));
        yield path();
      }
      default -> call ? call() : path();
    };
  }

  private String take() {
    return tokens.next().word();
  }

  private Node call() {
    String name = take();
    tokens.expectSign("(");
    boolean distinct = tokens.word("distinct");
    List<Node> args = new ArrayList<>();
    while (!tokens.atSign(")")) {
      args.add(tokens.sign("*") ? new Node.Star() : exprs.expr());
      if (!tokens.sign(",")) {
        break;
      }
    }
    tokens.expectSign(")");
    Unsupported.refuse(tokens.atWord("over"), "A window function (OVER)");
    Unsupported.refuse(tokens.atWord("filter") && tokens.peek(1).isSign("("), "FILTER (WHERE …)");
    return Node.Call.of(name, args, distinct);
  }

  private Node path() {
    List<Object> steps = new ArrayList<>(List.of(tokens.name()));
    while (true) {
      if (tokens.sign(".")) {
        steps.add(member());
      } else if (tokens.sign("[")) {
        steps.add(subscript());
        tokens.expectSign("]");
      } else {
        return new Node.Name(List.copyOf(steps));
      }
    }
  }

  /** The service's SQL parser breaks down over a quoted name with a space in it, in these words. */
  private String member() {
    Token token = tokens.peek();
    if (sql && token.kind() == Token.Kind.QUOTED && token.text().indexOf(' ') >= 0) {
      throw ApiError.badRequest("memory access out of bounds");
    }
    Unsupported.refuse(tokens.atSign("*"), "A path that ends in *");
    return tokens.name();
  }

  private Object subscript() {
    return switch (tokens.peek().kind()) {
      case TEXT, QUOTED -> tokens.text();
      case NUMBER, SIGN -> tokens.integer();
      default -> throw Unsupported.construct("The subscript " + tokens.peek().shown());
    };
  }

  private Node caseWhen() {
    tokens.next();
    Node subject = tokens.atWord("when") ? null : exprs.expr();
    List<Node> pairs = new ArrayList<>();
    while (tokens.word("when")) {
      Node when = exprs.expr();
      pairs.add(subject == null ? when : Node.Operation.of(Op.EQ, subject, when));
      tokens.expectWord("then");
      pairs.add(exprs.expr());
    }
    pairs.add(tokens.word("else") ? exprs.expr() : new Node.Literal("null"));
    tokens.expectWord("end");
    if (pairs.size() == 1) {
      throw tokens.unexpected("WHEN");
    }
    return Node.Operation.of(Op.IF, pairs);
  }

  private Node interval() {
    Token after = tokens.peek(1);
    if (after.kind() == Token.Kind.TEXT) {
      throw Unsupported.construct(
          "INTERVAL '" + after.text() + "' as one literal (write INTERVAL 7 DAY)");
    }
    if (after.kind() != Token.Kind.NUMBER) {
      return tokens.peek(1).isSign("(") ? call() : path();
    }
    tokens.next();
    long count = tokens.integer();
    return Intervals.of(count, tokens.next().text());
  }
}
