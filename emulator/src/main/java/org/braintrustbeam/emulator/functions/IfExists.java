package org.braintrustbeam.emulator.functions;

import org.braintrustbeam.emulator.api.ApiError;
import org.jspecify.annotations.Nullable;

/** What to do with a function whose slug is taken in its project. */
public enum IfExists {
  ERROR,
  REPLACE,
  IGNORE;

  static IfExists of(@Nullable String word) {
    return switch (word == null ? "error" : word) {
      case "error" -> ERROR;
      case "replace" -> REPLACE;
      case "ignore" -> IGNORE;
      default ->
          throw ApiError.badRequest("'if_exists' must be error, replace or ignore, got " + word);
    };
  }
}
