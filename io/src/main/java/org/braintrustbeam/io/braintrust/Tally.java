package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.AtomicLong;

/** Requests made on behalf of one bundle, by any thread; the bundle's thread counts them. */
final class Tally {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();

  void addSent() {
    sent.incrementAndGet();
  }

  void addRetried() {
    retried.incrementAndGet();
  }

  /** Attempts since the last call. */
  long takeSent() {
    return sent.getAndSet(0);
  }

  /** Repeated attempts since the last call. */
  long takeRetried() {
    return retried.getAndSet(0);
  }
}
