package org.braintrustbeam.emulator.query.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;

/** Reads BTQL: clauses of the form {@code name: …} with pipes or line ends between them. */
final class PipeParser {
  private final Tokens tokens;
  private final ExprParser exprs;
  private final Clauses clauses;
  private final QueryText query = new QueryText();
  private final Set<String> seen = new HashSet<>();

  PipeParser(String text) {
    tokens = new Tokens(new Lexer(text, true));
    exprs = new ExprParser(tokens, false);
    clauses = new Clauses(tokens, exprs, false);
  }

  QueryText parse() {
    skipPipes();
    do {
      clause();
      skipPipes();
    } while (tokens.peek().kind() != Token.Kind.END);
    if (seen.contains("select") && query.grouped()) {
      throw ApiError.invalidQuery("'select' beside 'dimensions' or 'measures'");
    }
    return query;
  }

  private void skipPipes() {
    while (tokens.sign("|")) {
      // an empty clause is none
    }
  }

  /** An expression alone, as it is embedded in the JSON notation. */
  Node expression() {
    Node expr = exprs.expr();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end of the expression");
    }
    return expr;
  }

  private void clause() {
    Token name = tokens.peek();
    if (name.kind() != Token.Kind.WORD || !tokens.peek(1).isSign(":")) {
      throw tokens.unexpected("a clause such as 'select:'");
    }
    tokens.next();
    tokens.next();
    if (!seen.add(name.word())) {
      throw tokens.error(name, "a second '" + name.word() + "'");
    }
    read(name);
  }

  private void read(Token name) {
    switch (name.word()) {
      case "select" -> query.columns().addAll(clauses.items());
      case "from" -> query.source(source());
      case "filter" -> query.filter(exprs.expr());
      case "final_filter" -> query.finalFilter(exprs.expr());
      case "dimensions" -> dimensions();
      case "measures" -> measures();
      case "sort" -> query.sort().addAll(clauses.sort());
      case "limit" -> query.limit(Limits.check(tokens.digits()));
      case "cursor" -> query.cursor(tokens.text());
      case "preview_length" -> query.previewLength(tokens.integer());
      case "unpivot" -> unpivots();
      case "pivot" -> query.pivot(new QueryText.Pivot(null, clauses.items()));
      case "sample" -> query.sample(sample());
      default -> throw Unsupported.construct("The clause '" + name.text() + ":'");
    }
  }

  private QueryText.Source source() {
    QueryText.Source source = clauses.source();
    Token shape = tokens.peek();
    if (shape.kind() != Token.Kind.WORD || tokens.peek(1).isSign(":")) {
      return source;
    }
    return new QueryText.Source(source.kind(), source.objects(), tokens.next().word());
  }

  /** They come first among the columns, wherever they are written. */
  private void dimensions() {
    query.markGrouped();
    List<QueryText.Item> items = clauses.items();
    items.forEach(item -> query.groupBy().add(item.expr()));
    query.columns().addAll(0, items);
  }

  private void measures() {
    query.markGrouped();
    query.columns().addAll(clauses.items());
  }

  private void unpivots() {
    do {
      Node of = exprs.expr();
      tokens.expectWord("as");
      tokens.expectSign("(");
      String first = tokens.name();
      String second = tokens.sign(",") ? tokens.name() : null;
      tokens.expectSign(")");
      query
          .unpivots()
          .add(
              new QueryText.Unpivot(
                  of, second == null ? null : first, second == null ? first : second));
    } while (tokens.sign(","));
  }

  /** {@code 10%}, {@code 0.1} or {@code 100}, and {@code seed 7} behind it. */
  private QueryText.Sample sample() {
    double amount = Double.parseDouble(tokens.digits());
    boolean percent = tokens.sign("%");
    boolean share = percent || amount < 1;
    long seed = tokens.word("seed") ? tokens.integer() : 0;
    return Samples.of(percent ? amount / 100 : amount, share, seed);
  }
}
