package org.braintrustbeam.io.braintrust;

import java.util.regex.Pattern;

/** Tells a data plane that knows no SQL from an object that it does not know. */
final class SqlSupport {
  /**
   * Planes before 1.1.29 parse only the pipe notation; those without Brainstore have no pagination
   * keys. Our queries are so plain that a complaint about their grammar can mean nothing else.
   */
  private static final Pattern NO_SQL =
      Pattern.compile(
          "_pagination_key"
              + "|\\bsql\\b.{0,80}\\b(?:not|unsupported|unknown|disabled)\\b"
              + "|\\b(?:unsupported|unknown|no)\\b.{0,40}\\bsql\\b"
              + "|\\b(?:syntax|parse|parser|parsing) error\\b"
              + "|\\b(?:unexpected|invalid) (?:token|syntax)\\b",
          Pattern.CASE_INSENSITIVE);

  private SqlSupport() {}

  /** Whether this answer to one of our own queries means that there is no SQL to be had. */
  static boolean isMissing(RefusedException e) {
    return switch (e.status()) {
      case 404, 405, 501 -> true;
      case 400 -> NO_SQL.matcher(e.serverMessage()).find();
      default -> false;
    };
  }
}
