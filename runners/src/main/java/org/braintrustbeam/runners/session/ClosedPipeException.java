package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.Serial;

/** Nobody reads standard output any more, as in {@code … | head}: nothing to complain about. */
public final class ClosedPipeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ClosedPipeException(IOException cause) {
    super("standard output was closed by its reader", cause);
  }
}
