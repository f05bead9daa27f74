package org.braintrustbeam.io.braintrust;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What came of work on another thread; what that threw is thrown here. */
final class Unwrapped {
  private Unwrapped() {}

  /** Waits for it. */
  static <T> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BraintrustException("interrupted while waiting for an answer", e);
    }
  }

  static RuntimeException of(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }
}
