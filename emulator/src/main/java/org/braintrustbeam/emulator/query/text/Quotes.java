package org.braintrustbeam.emulator.query.text;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;

/** Reads names and texts as they are written: bare, or in quotes that are doubled or escaped. */
record Quotes(boolean backslashes) {

  /** The name or text of a rule that is one token. */
  String read(ParserRuleContext rule) {
    return read(rule.getStart());
  }

  String read(Token token) {
    return switch (token.getType()) {
      case BtqlParser.TEXT, BtqlParser.QUOTED, BtqlParser.NAME -> between(token.getText());
      default -> token.getText();
    };
  }

  private String between(String quoted) {
    char quote = quoted.charAt(0);
    StringBuilder inner = new StringBuilder();
    for (int at = 1; at < quoted.length() - 1; at++) {
      char c = quoted.charAt(at);
      if (c == '\\' && backslashes && quote != '`') {
        inner.append(unescape(quoted.charAt(++at)));
        continue;
      }
      at += c == quote ? 1 : 0; // a doubled quote stands for itself
      inner.append(c);
    }
    return inner.toString();
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
}
