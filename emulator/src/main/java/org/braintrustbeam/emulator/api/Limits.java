package org.braintrustbeam.emulator.api;

/** Checks page sizes. */
public final class Limits {
  /** The most rows or entries a page may have, and as many as it has when no limit is asked for. */
  public static final int MAX = 1000;

  private Limits() {}

  public static int check(String digits) {
    int limit;
    try {
      limit = Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("'limit' is not a number that a limit can be: " + digits);
    }
    if (limit < 0 || limit > Limits.MAX) {
      throw ApiError.badRequest("'limit' must be 0 to " + Limits.MAX + ", got " + limit);
    }
    return limit;
  }
}
