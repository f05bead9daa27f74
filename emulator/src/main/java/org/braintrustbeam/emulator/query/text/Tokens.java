package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.braintrustbeam.emulator.api.ApiError;

/** The tokens of a text from left to right, with a look at those that come next. */
final class Tokens {
  private final Lexer lexer;
  private final List<Token> ahead = new ArrayList<>();

  Tokens(Lexer lexer) {
    this.lexer = lexer;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.add(lexer.next());
    }
    return ahead.get(distance);
  }

  Token next() {
    Token token = peek();
    ahead.remove(0);
    return token;
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean atSign(String sign) {
    return peek().isSign(sign);
  }

  /** Takes the word if it is the next one. */
  boolean word(String word) {
    boolean there = atWord(word);
    if (there) {
      next();
    }
    return there;
  }

  boolean sign(String sign) {
    boolean there = atSign(sign);
    if (there) {
      next();
    }
    return there;
  }

  void expectWord(String word) {
    if (!word(word)) {
      throw unexpected(word.toUpperCase(Locale.ROOT));
    }
  }

  void expectSign(String sign) {
    if (!sign(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  /** A name in any of its spellings. */
  String name() {
    Token token = next();
    return switch (token.kind()) {
      case WORD, QUOTED, NAME -> token.text();
      default -> throw error(token, "expected a name, got " + token.shown());
    };
  }

  /** A text in single or double quotes. */
  String text() {
    Token token = next();
    return switch (token.kind()) {
      case TEXT, QUOTED -> token.text();
      default -> throw error(token, "expected a text in quotes, got " + token.shown());
    };
  }

  String digits() {
    Token token = next();
    if (token.kind() != Token.Kind.NUMBER) {
      throw error(token, "expected a number, got " + token.shown());
    }
    return token.text();
  }

  /** A whole number, with a minus sign or without. */
  int integer() {
    boolean negative = sign("-");
    Token token = peek();
    String digits = digits();
    try {
      return Integer.parseInt((negative ? "-" : "") + digits);
    } catch (NumberFormatException e) {
      throw error(token, "expected a whole number, got " + token.shown());
    }
  }

  ApiError unexpected(String wanted) {
    return error(peek(), "expected " + wanted + ", got " + peek().shown());
  }

  ApiError error(Token token, String message) {
    return lexer.error(token.at(), message);
  }
}
