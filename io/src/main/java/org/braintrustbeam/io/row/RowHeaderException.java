package org.braintrustbeam.io.row;

import java.io.Serial;

/** A row whose header cannot be read: this row is bad, the others around it are not. */
public final class RowHeaderException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RowHeaderException(String message) {
    super(message);
  }

  RowHeaderException(String message, Throwable cause) {
    super(message, cause);
  }
}
