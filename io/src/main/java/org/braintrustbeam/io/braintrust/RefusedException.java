package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/** The service's last word on a request, for callers that can do something about it. */
class RefusedException extends BraintrustException {
  @Serial private static final long serialVersionUID = 1L;

  /** Stands for the status where it was us who refused: the answer is longer than we hold. */
  static final int ANSWER_TOO_LONG = 1;

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

  /** The fewest rows worth asking for instead: rows are long, or a query is slow in itself. */
  int fewestRows() {
    return status == ANSWER_TOO_LONG ? 1 : PageSize.MIN;
  }

  /** Whether asking for fewer rows may help: the query ran out of time or of memory. */
  boolean asksForSmallerPage() {
    return status == 500 || status == 504 || status == ANSWER_TOO_LONG;
  }
}
