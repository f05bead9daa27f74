package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.AtomicLong;

/** How many requests more than the fewest may be made, to read side by side. */
final class Allowance {
  private final AtomicLong left;

  Allowance(long requests) {
    this.left = new AtomicLong(requests);
  }

  boolean covers(long requests) {
    return requests <= left.get();
  }

  /** It may go below zero where two threads spend what is left. */
  void spend(long requests) {
    left.addAndGet(-requests);
  }
}
