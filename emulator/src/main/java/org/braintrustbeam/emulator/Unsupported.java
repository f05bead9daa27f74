package org.braintrustbeam.emulator;

/** The refusals of SQL that the emulator does not evaluate; each names what it met. */
final class Unsupported {
  private Unsupported() {}

  static ApiError construct(String name) {
    return ApiError.invalidQuery(name + " is not supported by the emulator");
  }

  /** Refuses a clause if the query has one. */
  static void refuse(boolean present, String name) {
    if (present) {
      throw construct(name);
    }
  }
}
