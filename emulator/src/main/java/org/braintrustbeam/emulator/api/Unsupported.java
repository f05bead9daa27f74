package org.braintrustbeam.emulator.api;

/** The refusals of SQL that the emulator does not evaluate; each names what it met. */
public final class Unsupported {
  private Unsupported() {}

  public static ApiError construct(String name) {
    return ApiError.invalidQuery(name + " is not supported by the emulator");
  }

  /** Refuses a clause if the query has one. */
  public static void refuse(boolean present, String name) {
    if (present) {
      throw construct(name);
    }
  }
}
