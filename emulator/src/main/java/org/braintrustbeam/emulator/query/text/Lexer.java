package org.braintrustbeam.emulator.query.text;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;

/** Cuts a query's text into tokens, one at a time. */
final class Lexer {
  private static final int LONGEST_NUMBER = 1000;

  /** The longest first. */
  private static final List<String> SIGNS =
      List.of(
          "<!=>", "<=>", "<=", ">=", "<>", "!=", "==", "=>", "||", "::", "(", ")", "[", "]", ",",
          ".", "+", "-", "*", "/", "%", "<", ">", "=", "?", ":", "|", ";");

  private final String text;
  private final boolean backslashes;
  private int at;

  /**
   * Reads from the start.
   *
   * @param backslashes whether literals escape with a backslash too, as in BTQL
   */
  Lexer(String text, boolean backslashes) {
    this.text = text;
    this.backslashes = backslashes;
  }

  Token next() {
    skipBlanks();
    if (at >= text.length()) {
      return new Token(Token.Kind.END, "", at);
    }
    char c = text.charAt(at);
    return switch (c) {
      case '\'' -> quoted(Token.Kind.TEXT);
      case '"' -> quoted(Token.Kind.QUOTED);
      case '`' -> quoted(Token.Kind.NAME);
      default -> c >= '0' && c <= '9' ? number() : wordOrSign(c);
    };
  }

  private Token wordOrSign(char c) {
    int start = at;
    if (Character.isLetter(c) || c == '_' || c == '$') {
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      return new Token(Token.Kind.WORD, text.substring(start, at), start);
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Token.Kind.SIGN, sign, start);
      }
    }
    throw error(start, "the character '" + text.substring(start, after(start)) + "' means nothing");
  }

  private int after(int start) {
    return text.offsetByCodePoints(start, 1);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private Token number() {
    int start = at;
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      digits();
    }
    exponent();
    if (at - start > LONGEST_NUMBER) {
      throw error(start, "a number is longer than " + LONGEST_NUMBER + " characters");
    }
    return new Token(Token.Kind.NUMBER, text.substring(start, at), start);
  }

  private void exponent() {
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      if (isDigit(at + 1 + sign)) {
        at += 1 + sign;
        digits();
      }
    }
  }

  private void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  private Token quoted(Token.Kind kind) {
    int start = at;
    char quote = text.charAt(at++);
    StringBuilder inner = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        if (at >= text.length() || text.charAt(at) != quote) {
          return new Token(kind, inner.toString(), start);
        }
        at++; // a doubled quote stands for itself
      } else if (c == '\\' && backslashes && kind != Token.Kind.NAME && at < text.length()) {
        inner.append(unescape(text.charAt(at++)));
        continue;
      }
      inner.append(c);
    }
    throw error(start, "a quote is not closed");
  }

  /** Escapes that we do not know keep their backslash: LIKE has some of its own. */
  private static String unescape(char c) {
    return switch (c) {
      case '\'', '"', '\\' -> String.valueOf(c);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      default -> "\\" + c;
    };
  }

  private void skipBlanks() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        skipTo("\n", text.length());
      } else if (text.startsWith("/*", at)) {
        skipTo("*/", -1);
      } else {
        return;
      }
    }
  }

  private void skipTo(String end, int otherwise) {
    int found = text.indexOf(end, at + 2);
    if (found < 0 && otherwise < 0) {
      throw error(at, "a comment is not closed");
    }
    at = found < 0 ? otherwise : found + end.length();
  }

  /** Names the place as the service does. */
  ApiError error(int place, String message) {
    String before = text.substring(0, Math.min(place, text.length()));
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.length() - before.lastIndexOf('\n');
    return ApiError.invalidQuery(message + " at Line: " + line + ", Column: " + column);
  }
}
