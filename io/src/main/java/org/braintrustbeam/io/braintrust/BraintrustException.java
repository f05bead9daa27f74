package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/**
 * Something about the service that ends a run: the message says what and where, and what to do.
 *
 * <p>It is written for the person who typed the command, so it holds no key, no e-mail address and
 * no signed URL.
 */
public class BraintrustException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public BraintrustException(String message) {
    super(message);
  }

  /** With a message for the user, and the cause for {@code --verbose}. */
  public BraintrustException(String message, Throwable cause) {
    super(message, cause);
  }
}
