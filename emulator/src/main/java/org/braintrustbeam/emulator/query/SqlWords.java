package org.braintrustbeam.emulator.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quotes column names that the SQL parser takes for keywords of its own. */
final class SqlWords {
  /** A text or a quoted name is one token, so that a word inside of it is not touched. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\\b(output|check)\\b",
          Pattern.CASE_INSENSITIVE);

  private SqlWords() {}

  static String quoteClashes(String sql) {
    Matcher matcher = TOKEN.matcher(sql);
    return matcher.replaceAll(
        token ->
            Matcher.quoteReplacement(
                token.group(1) == null ? token.group() : '"' + token.group() + '"'));
  }
}
