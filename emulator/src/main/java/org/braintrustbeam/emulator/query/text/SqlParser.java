package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;
import org.jspecify.annotations.Nullable;

/** Reads the SQL notation; what the service's SQL does not have is refused by name. */
final class SqlParser {
  private static final Set<String> CLAUSES =
      Set.of(
          "from",
          "where",
          "group",
          "having",
          "order",
          "limit",
          "offset",
          "settings",
          "pivot",
          "unpivot",
          "union",
          "intersect",
          "except",
          "join",
          "inner",
          "left",
          "right",
          "full",
          "cross",
          "natural",
          "fetch",
          "for",
          "qualify",
          "window",
          "over",
          "as");

  private final Tokens tokens;
  private final ExprParser exprs;
  private final Clauses clauses;
  private final QueryText query = new QueryText();

  SqlParser(String sql) {
    tokens = new Tokens(new Lexer(sql, false));
    exprs = new ExprParser(tokens, true);
    clauses = new Clauses(tokens, exprs, true);
  }

  static boolean isClause(String word) {
    return CLAUSES.contains(word);
  }

  QueryText parse() {
    query.refuseNullComparisons();
    Unsupported.refuse(tokens.atWord("with"), "WITH");
    tokens.expectWord("select");
    Unsupported.refuse(tokens.atWord("distinct"), "SELECT DISTINCT");
    query.columns().addAll(clauses.items());
    from();
    pivots();
    if (tokens.word("where")) {
      query.filter(exprs.expr());
    }
    pivots();
    groupBy();
    pivots();
    if (tokens.word("having")) {
      query.finalFilter(exprs.expr());
    }
    orderBy();
    limit();
    settings();
    end();
    return query;
  }

  private void from() {
    Unsupported.refuse(
        !tokens.word("from"), "A query without FROM, before " + tokens.peek().shown() + ",");
    query.source(clauses.source());
    Token after = tokens.peek();
    boolean alias =
        after.kind() == Token.Kind.QUOTED
            || after.kind() == Token.Kind.NAME
            || after.isWord("as")
            || (after.kind() == Token.Kind.WORD && !isClause(after.word()));
    Unsupported.refuse(alias, "A table alias, " + after.shown() + ",");
    Unsupported.refuse(tokens.atSign(","), "FROM with two sources");
    refuseJoin(after.word());
  }

  private static void refuseJoin(String word) {
    switch (word) {
      case "join", "inner", "left", "right", "full", "cross", "natural" ->
          throw Unsupported.construct("JOIN");
      default -> {}
    }
  }

  private void pivots() {
    while (true) {
      if (tokens.word("unpivot")) {
        query.unpivots().add(unpivot());
      } else if (tokens.word("pivot")) {
        Unsupported.refuse(query.pivot() != null, "A second PIVOT");
        query.pivot(pivot());
      } else {
        return;
      }
    }
  }

  /** {@code UNPIVOT (value FOR key IN (column))}; the key {@code _} is for arrays. */
  private QueryText.Unpivot unpivot() {
    tokens.expectSign("(");
    String value = tokens.name();
    tokens.expectWord("for");
    String key = tokens.name();
    tokens.expectWord("in");
    tokens.expectSign("(");
    Node of = exprs.expr();
    Unsupported.refuse(tokens.atSign(","), "UNPIVOT of several columns at once");
    tokens.expectSign(")");
    tokens.expectSign(")");
    return new QueryText.Unpivot(of, key.equals("_") ? null : key, value);
  }

  /** {@code PIVOT (measures FOR column IN (ANY))}. */
  private QueryText.Pivot pivot() {
    tokens.expectSign("(");
    List<QueryText.Item> measures = new ArrayList<>();
    do {
      measures.add(clauses.item());
    } while (tokens.sign(","));
    tokens.expectWord("for");
    Node by = exprs.primary();
    tokens.expectWord("in");
    tokens.expectSign("(");
    Unsupported.refuse(
        !tokens.word("any") || !tokens.atSign(")"), "PIVOT with anything but IN (ANY)");
    tokens.expectSign(")");
    tokens.expectSign(")");
    return new QueryText.Pivot(by, measures);
  }

  private void groupBy() {
    if (!tokens.word("group")) {
      return;
    }
    tokens.expectWord("by");
    query.markGrouped();
    for (Node key : exprs.list()) {
      query.groupBy().add(byPlace(key));
    }
    Unsupported.refuse(tokens.atWord("with"), "GROUP BY … WITH ROLLUP");
  }

  /** {@code GROUP BY 1} means the first column. */
  private Node byPlace(Node key) {
    if (!(key instanceof Node.Literal literal) || literal.isText()) {
      return key;
    }
    for (int i = 0; i < query.columns().size(); i++) {
      if (literal.json().equals(Integer.toString(i + 1))) {
        return query.columns().get(i).expr();
      }
    }
    throw ApiError.invalidQuery("GROUP BY " + literal.json() + " names no column");
  }

  private void orderBy() {
    if (tokens.word("order")) {
      tokens.expectWord("by");
      query.sort().addAll(clauses.sort());
    }
  }

  private void limit() {
    if (tokens.word("limit")) {
      Unsupported.refuse(
          tokens.peek().kind() != Token.Kind.NUMBER, "LIMIT " + tokens.peek().shown());
      query.limit(Limits.check(tokens.digits()));
    }
    if (tokens.word("offset")) {
      Unsupported.refuse(
          tokens.peek().kind() != Token.Kind.TEXT, "OFFSET with anything but a quoted cursor");
      query.cursor(tokens.text());
    }
  }

  private void settings() {
    if (tokens.word("settings")) {
      do {
        String name = tokens.name();
        Unsupported.refuse(!name.equalsIgnoreCase("preview_length"), "The setting '" + name + "'");
        tokens.expectSign("=");
        query.previewLength(tokens.integer());
      } while (tokens.sign(","));
    }
  }

  private void end() {
    tokens.sign(";");
    Token rest = tokens.peek();
    refuseJoin(rest.word());
    String named = named(rest.word());
    Unsupported.refuse(named != null, String.valueOf(named));
    if (rest.kind() != Token.Kind.END) {
      throw tokens.unexpected("the end of the query");
    }
  }

  private static @Nullable String named(String word) {
    return switch (word) {
      case "union", "intersect", "except", "qualify", "fetch", "window" ->
          word.toUpperCase(Locale.ROOT);
      case "for" -> "FOR UPDATE";
      default -> null;
    };
  }
}
