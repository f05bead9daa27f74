package org.braintrustbeam.io.braintrust;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One attempt failed and the next may not; a {@link RefusedException} once there is no next. */
final class TransientFailure extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Statuses that stand for something else than an answer of the service. */
  static final int NO_ANSWER = 0;

  private final int status;
  private final long waitMillis;
  private final String serverMessage;

  TransientFailure(
      String message, int status, long waitMillis, String serverMessage, @Nullable Throwable why) {
    super(message, why);
    this.status = status;
    this.waitMillis = waitMillis;
    this.serverMessage = serverMessage;
  }

  /** Status of the answer, or {@link #NO_ANSWER}. */
  int status() {
    return status;
  }

  /** How long to wait before the next attempt, beside what holds everybody back. */
  long waitMillis() {
    return waitMillis;
  }

  RefusedException exhausted(int retries) {
    String times = retries == 0 ? "" : " (after " + retries + " retries)";
    RefusedException last = new RefusedException(getMessage() + times, status, serverMessage, true);
    last.initCause(this);
    return last;
  }
}
