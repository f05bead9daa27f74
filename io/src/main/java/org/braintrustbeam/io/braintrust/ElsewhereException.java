package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/** A 421: the organisation's data is on another plane, which the answer names. */
final class ElsewhereException extends RefusedException {
  @Serial private static final long serialVersionUID = 1L;

  private final String redirectUrl;

  ElsewhereException(String message, String serverMessage, String redirectUrl) {
    super(message, 421, serverMessage);
    this.redirectUrl = redirectUrl;
  }

  /** Where the service says that it is; not to be trusted as such. */
  String redirectUrl() {
    return redirectUrl;
  }
}
