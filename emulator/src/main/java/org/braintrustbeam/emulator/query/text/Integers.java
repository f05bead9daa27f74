package org.braintrustbeam.emulator.query.text;

import org.braintrustbeam.emulator.api.ApiError;

/** Reads whole numbers, with a minus sign or without. */
final class Integers {
  private Integers() {}

  static int read(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("expected a whole number, got '" + digits + "'");
    }
  }
}
