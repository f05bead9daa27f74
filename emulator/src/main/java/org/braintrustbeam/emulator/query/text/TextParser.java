package org.braintrustbeam.emulator.query.text;

import java.util.Locale;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.query.text.grammar.BtqlLexer;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;

/** Parses texts with what is generated from the grammar; the first mistake ends it. */
final class TextParser {
  private TextParser() {}

  /** Parses SQL or BTQL, whichever it is. */
  static QueryText query(String text) {
    BtqlLexer start = lexer(text, false);
    Token first = start.nextToken();
    while (first.getText().equals("|")) {
      first = start.nextToken(); // BTQL may begin with a pipe
    }
    if (start.nextToken().getText().equals(":")) {
      return new PipeReader().read(parse(text, true, BtqlParser::pipe));
    }
    return switch (first.getText().toLowerCase(Locale.ROOT)) {
      case "select", "with" -> new SqlReader().read(parse(text, false, BtqlParser::sql));
      default ->
          throw ApiError.invalidQuery(
              "it must start with SELECT, or with a clause such as 'select:'");
    };
  }

  /** Parses an expression alone, as it is embedded in the JSON notation. */
  static Node expression(String text) {
    return new ExprReader(false).visit(parse(text, true, BtqlParser::expression).expr());
  }

  private static <T extends ParserRuleContext> T parse(
      String text, boolean backslashes, Function<BtqlParser, T> rule) {
    BtqlParser parser = new BtqlParser(new CommonTokenStream(lexer(text, backslashes)));
    parser.removeErrorListeners();
    parser.addErrorListener(new SyntaxErrors());
    parser.addParseListener(new DepthLimit());
    return rule.apply(parser);
  }

  private static BtqlLexer lexer(String text, boolean backslashes) {
    BtqlLexer lexer = new BtqlLexer(CharStreams.fromString(text));
    lexer.backslashes = backslashes;
    lexer.removeErrorListeners();
    lexer.addErrorListener(new SyntaxErrors());
    return lexer;
  }
}
