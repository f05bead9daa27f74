package org.braintrustbeam.emulator;

/** Checks page sizes. */
final class Limits {
  private Limits() {}

  static int check(String digits) {
    int limit;
    try {
      limit = Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("'limit' is not a number that a limit can be: " + digits);
    }
    if (limit < 0 || limit > SqlReader.MAX_LIMIT) {
      throw ApiError.badRequest("'limit' must be 0 to " + SqlReader.MAX_LIMIT + ", got " + limit);
    }
    return limit;
  }
}
