package org.braintrustbeam.emulator.query.text;

import java.util.Locale;
import java.util.Objects;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;
import org.jspecify.annotations.Nullable;

/** Throws what the parser stumbles over: by name if SQL has it, else by its place. */
final class SyntaxErrors extends BaseErrorListener {
  /** More than these are no help. */
  private static final int MOST_EXPECTED = 3;

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object symbol,
      int line,
      int column,
      String message,
      @Nullable RecognitionException cause) {
    if (cause instanceof LexerNoViableAltException lexing) {
      throw at(line, column, character(lexing));
    }
    Token token = (Token) Objects.requireNonNull(symbol, "only a lexer has none");
    throw at(line, column, found((Parser) recognizer, token));
  }

  private static String found(Parser parser, Token token) {
    if (token.getType() == BtqlParser.OPEN_COMMENT) {
      return "a comment is not closed";
    }
    int index = token.getTokenIndex();
    Token before = index == 0 ? null : parser.getTokenStream().get(index - 1);
    refuse(parser, token, before);
    String after = before == null ? "" : " after " + shown(before);
    return expected(parser, token) + after + ", got " + shown(token);
  }

  /** Names the place as the service does. */
  private static ApiError at(int line, int column, String message) {
    return ApiError.invalidQuery(message + " at Line: " + line + ", Column: " + (column + 1));
  }

  private static String character(LexerNoViableAltException lexing) {
    int start = lexing.getStartIndex();
    String character = lexing.getInputStream().getText(Interval.of(start, start));
    return "'\"`".contains(character)
        ? "a quote is not closed"
        : "the character '" + character + "' means nothing";
  }

  private static void refuse(Parser parser, Token token, @Nullable Token before) {
    String named = named(token);
    Unsupported.refuse(named != null, String.valueOf(named));
    if (before != null && token.getText().equals("(")) {
      Unsupported.refuse(before.getType() == BtqlParser.FILTER, "FILTER (WHERE …)");
      Unsupported.refuse(before.getType() == BtqlParser.FORM, capitals(before));
    }
    boolean clause =
        parser.getContext() instanceof BtqlParser.PipeContext
            && parser.getTokenStream().LT(2).getText().equals(":");
    Unsupported.refuse(clause, "The clause '" + token.getText() + ":'");
  }

  private static @Nullable String named(Token token) {
    return switch (token.getType()) {
      case BtqlParser.LACKING -> lacking(token);
      case BtqlParser.SELECT -> "A second SELECT (a subquery, as in IN (SELECT …))";
      case BtqlParser.DISTINCT -> "DISTINCT outside of an aggregate";
      case BtqlParser.FOR -> "FOR UPDATE";
      case BtqlParser.DOUBLE_COLON -> "A cast with ::";
      default -> null;
    };
  }

  private static String lacking(Token token) {
    return switch (token.getText().toLowerCase(Locale.ROOT)) {
      case "join", "inner", "left", "right", "full", "cross", "natural" -> "JOIN";
      case "over" -> "A window function (OVER)";
      case "nulls" -> "NULLS FIRST or LAST";
      case "escape" -> "LIKE with ESCAPE";
      case "symmetric", "asymmetric" -> "BETWEEN SYMMETRIC";
      default -> capitals(token);
    };
  }

  private static String expected(Parser parser, Token token) {
    if (token != parser.getCurrentToken()) {
      return "expected something else"; // the choice failed at its second token
    }
    IntervalSet expected = parser.getExpectedTokens();
    if (expected.contains(BtqlParser.CASE) && !expected.contains(BtqlParser.SELECT)) {
      return "expected an expression";
    }
    return expected.size() > MOST_EXPECTED
        ? "expected something else"
        : "expected " + expected.toString(parser.getVocabulary()).replace("TEXT", "a quoted text");
  }

  private static String capitals(Token token) {
    return token.getText().toUpperCase(Locale.ROOT);
  }

  private static String shown(Token token) {
    return token.getType() == Token.EOF ? "the end" : "'" + token.getText() + "'";
  }
}
