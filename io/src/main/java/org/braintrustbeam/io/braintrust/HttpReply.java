package org.braintrustbeam.io.braintrust;

import org.jspecify.annotations.Nullable;

/** An answer, read to its end and unpacked. */
final class HttpReply {
  private final int status;
  private final @Nullable String cursor;
  private final @Nullable String retryAfter;
  private final byte[] body;
  private final boolean repeated;

  HttpReply(int status, @Nullable String cursor, @Nullable String retryAfter, byte[] body) {
    this(status, cursor, retryAfter, body, false);
  }

  private HttpReply(
      int status,
      @Nullable String cursor,
      @Nullable String retryAfter,
      byte[] body,
      boolean repeated) {
    this.status = status;
    this.cursor = cursor == null || cursor.isEmpty() ? null : cursor;
    this.retryAfter = retryAfter;
    this.body = body;
    this.repeated = repeated;
  }

  /** The same answer, known to be what the service has to say and no fault on the way. */
  HttpReply asRepeated() {
    return new HttpReply(status, cursor, retryAfter, body, true);
  }

  /** Whether the same bytes have come before, and could not be read then. */
  boolean isRepeated() {
    return repeated;
  }

  int status() {
    return status;
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }

  /**
   * The cursor from the headers, null if there is none or an empty one; a body may hold one too.
   */
  @Nullable String cursor() {
    return cursor;
  }

  /** The header {@code Retry-After} as it came. */
  @Nullable String retryAfter() {
    return retryAfter;
  }

  /** The body itself, not a copy: nobody may change it. */
  byte[] body() {
    return body;
  }
}
