package org.braintrustbeam.emulator.faults;

import org.jspecify.annotations.Nullable;

/** A request as faults see it: whole, and never changed in place. */
final class Call {
  private final String method;
  private final String path;
  private final @Nullable String query;
  private final byte[] body;

  Call(String method, String path, @Nullable String query, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.body = body;
  }

  /** As in {@code POST /btql}. */
  String route() {
    return method + " " + path;
  }

  String path() {
    return path;
  }

  /** What follows the question mark, still encoded; null if nothing does. */
  @Nullable String query() {
    return query;
  }

  byte[] body() {
    return body;
  }

  Call withBody(byte[] other) {
    return new Call(method, path, query, other);
  }

  Call withQuery(@Nullable String other) {
    return new Call(method, path, other, body);
  }
}
