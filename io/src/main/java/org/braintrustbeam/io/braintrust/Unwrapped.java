package org.braintrustbeam.io.braintrust;

import java.util.concurrent.ExecutionException;

/** What another thread threw, to be thrown here. */
final class Unwrapped {
  private Unwrapped() {}

  static RuntimeException of(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }
}
