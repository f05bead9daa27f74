package org.braintrustbeam.pipelines.command;

import java.io.Serial;

/** An option that is missing, out of range or contradicts another one. */
public final class UsageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** With the name of the option, its value and what is allowed. */
  public UsageException(String message) {
    super(message);
  }
}
