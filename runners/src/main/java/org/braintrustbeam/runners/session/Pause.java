package org.braintrustbeam.runners.session;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting between two looks at a cluster. */
final class Pause {
  private Pause() {}

  static void of(Duration time) throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
