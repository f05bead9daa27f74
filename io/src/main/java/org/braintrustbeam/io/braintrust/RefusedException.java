package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/** The service's last word on a request, for callers that can do something about it. */
class RefusedException extends BraintrustException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String serverMessage;
  private final boolean passing;

  RefusedException(String message, int status, String serverMessage) {
    this(message, status, serverMessage, false);
  }

  RefusedException(String message, int status, String serverMessage, boolean passing) {
    super(message);
    this.status = status;
    this.serverMessage = serverMessage;
    this.passing = passing;
  }

  /** Whether it is a fault that passes and has outlasted the retries, so not about the request. */
  boolean isPassing() {
    return passing;
  }

  /** The status of the answer. */
  int status() {
    return status;
  }

  /** What the server said, without our query where it repeats it; fit to be shown. */
  String serverMessage() {
    return serverMessage;
  }

  /** Whether asking for fewer rows may help: the query ran out of time or of memory. */
  boolean asksForSmallerPage() {
    return status == 500 || status == 504;
  }
}
