package org.braintrustbeam.emulator.http;

import io.javalin.http.Context;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.jspecify.annotations.Nullable;

/** Decides whose requests are served. */
final class ApiKeys {
  private final Set<String> accepted;

  /**
   * @param accepted empty to accept every key
   */
  ApiKeys(Set<String> accepted) {
    this.accepted = accepted;
  }

  void check(Context ctx) {
    check(Http.bearer(ctx));
  }

  void check(@Nullable String key) {
    if (key == null) {
      throw ApiError.unauthorized("No API key: send it as 'Authorization: Bearer <key>'");
    }
    if (!accepted.isEmpty() && !accepted.contains(key)) {
      throw ApiError.unauthorized("Invalid API key");
    }
  }
}
