package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.api.Unsupported;
import org.jspecify.annotations.Nullable;

/** What SQL and BTQL write alike inside of their clauses. */
final class Clauses {
  private final Tokens tokens;
  private final ExprParser exprs;
  private final boolean sql;

  Clauses(Tokens tokens, ExprParser exprs, boolean sql) {
    this.tokens = tokens;
    this.exprs = exprs;
    this.sql = sql;
  }

  List<QueryText.Item> items() {
    List<QueryText.Item> items = new ArrayList<>();
    do {
      items.add(item());
    } while (tokens.sign(","));
    return items;
  }

  QueryText.Item item() {
    Node expr = tokens.sign("*") ? new Node.Star() : exprs.expr();
    return new QueryText.Item(alias(), expr);
  }

  private @Nullable String alias() {
    if (tokens.word("as")) {
      return tokens.name();
    }
    boolean bare = sql && isAlias(tokens.peek());
    return bare ? tokens.name() : null;
  }

  private static boolean isAlias(Token token) {
    return switch (token.kind()) {
      case QUOTED, NAME -> true;
      case WORD -> !SqlParser.isClause(token.word());
      default -> false;
    };
  }

  List<QueryText.SortKey> sort() {
    List<QueryText.SortKey> keys = new ArrayList<>();
    do {
      Node expr = exprs.expr();
      boolean descending = tokens.word("desc");
      if (!descending) {
        tokens.word("asc");
      }
      Unsupported.refuse(tokens.atWord("nulls"), "NULLS FIRST or LAST");
      keys.add(new QueryText.SortKey(expr, descending));
    } while (tokens.sign(","));
    return keys;
  }

  /** {@code experiment('id', …)}; a shape in the brackets is SQL's, one behind them BTQL's. */
  QueryText.Source source() {
    Token kind = tokens.peek();
    if (kind.kind() != Token.Kind.WORD || !tokens.peek(1).isSign("(")) {
      throw Unsupported.construct("FROM " + kind.shown());
    }
    tokens.next();
    tokens.expectSign("(");
    List<String> objects = new ArrayList<>();
    String shape = null;
    while (!tokens.atSign(")")) {
      if (tokens.word("shape")) {
        tokens.expectSign("=>");
        shape = tokens.text();
      } else {
        objects.add(object());
      }
      if (!tokens.sign(",")) {
        break;
      }
    }
    tokens.expectSign(")");
    return new QueryText.Source(kind.word(), objects, shape);
  }

  private String object() {
    boolean quoted =
        switch (tokens.peek().kind()) {
          case TEXT, QUOTED -> true;
          default -> false;
        };
    Unsupported.refuse(!quoted, "The argument " + tokens.peek().shown() + " of FROM");
    return tokens.text();
  }
}
