package org.braintrustbeam.emulator.query.text;

import java.util.Locale;

/**
 * A word, a sign or a literal of a query's text.
 *
 * @param text of a literal or a quoted name what is between the quotes
 * @param at its place in the text
 */
record Token(Kind kind, String text, int at) {
  /** Kinds of tokens. */
  enum Kind {
    WORD,
    /** In double quotes: a text, or a name where only a name can stand. */
    QUOTED,
    /** In backticks: a name. */
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  /** The word in small letters; empty for all other kinds. */
  String word() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
