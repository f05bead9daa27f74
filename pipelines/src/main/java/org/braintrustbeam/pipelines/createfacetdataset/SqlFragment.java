package org.braintrustbeam.pipelines.createfacetdataset;

import org.braintrustbeam.pipelines.command.UsageException;

/**
 * SQL that a user gives as a part of a query. It is sent between brackets of ours, and must not end
 * them: what is more than one condition or expression would change the meaning of the rest.
 */
final class SqlFragment {
  private SqlFragment() {}

  /**
   * The fragment in brackets.
   *
   * @throws UsageException naming the flag, if brackets or quotes do not match, or if it holds a
   *     comment or the end of a statement
   */
  static String inBrackets(String flag, String sql) {
    String stripped = sql.strip();
    if (stripped.isEmpty()) {
      throw new UsageException(flag + " must not be empty");
    }
    check(flag, stripped);
    return "(" + stripped + ")";
  }

  private static void check(String flag, String sql) {
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        i = endOfQuote(flag, sql, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        throw new UsageException(flag + " closes a bracket that it has not opened: " + sql);
      } else if (c == ';' || sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        throw new UsageException(
            flag + " must be one condition or expression, without ; or a comment: " + sql);
      }
    }
    if (depth > 0) {
      throw new UsageException(flag + " leaves a bracket open: " + sql);
    }
  }

  /** Where the quote ends that begins here; a doubled one simply begins the next. */
  private static int endOfQuote(String flag, String sql, int start) {
    for (int i = start + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\') {
        i++;
      } else if (sql.charAt(i) == sql.charAt(start)) {
        return i;
      }
    }
    throw new UsageException(flag + " leaves a quote open: " + sql);
  }
}
