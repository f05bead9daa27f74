package org.braintrustbeam.io.braintrust;

import java.time.Duration;

/** Holds back every request of the process for a while when the service says it is too much. */
final class Gate {
  private final Ticker ticker;
  private long opensAt;

  Gate(Ticker ticker) {
    this.ticker = ticker;
    this.opensAt = ticker.nanos();
  }

  /** Nobody passes for so long; a closure that ends later stays. */
  synchronized void closeFor(Duration time) {
    long end = ticker.nanos() + time.toNanos();
    if (end - opensAt > 0) {
      opensAt = end;
    }
  }

  /** Waits until the gate is open. */
  void pass() throws InterruptedException {
    for (long left = left(); left > 0; left = left()) {
      ticker.sleep(left);
    }
  }

  private synchronized long left() {
    return opensAt - ticker.nanos();
  }
}
