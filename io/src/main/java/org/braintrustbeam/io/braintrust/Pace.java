package org.braintrustbeam.io.braintrust;

import java.time.Duration;

/**
 * Spreads requests evenly, so that no window of time sees more of them than the budget.
 *
 * <p>Two requests are at least {@code window / budget} apart, which a limiter that hands out
 * permits by fixed periods does not give: one late in a period and one early in the next are close.
 * When a refusal names the service's own limit, that is kept to for two of its windows, then tried
 * without again: others share it, and may have stopped.
 */
final class Pace {
  private final Ticker ticker;
  private final long ownGap;
  private long learnedGap;
  private long learnedUntil;
  private long nextSlot;

  /** With this budget; 0 for none. */
  Pace(int requestsPerMinute, Ticker ticker) {
    this.ticker = ticker;
    this.ownGap = gap(requestsPerMinute, Duration.ofMinutes(1));
    this.learnedUntil = ticker.nanos();
    this.nextSlot = ticker.nanos();
  }

  private static long gap(int requests, Duration window) {
    return requests == 0 ? 0 : (window.toNanos() + requests - 1) / requests;
  }

  /** Keeps to the limit that the service named. */
  synchronized void learn(int requests, Duration window) {
    learnedGap = gap(requests, window);
    learnedUntil = ticker.nanos() + window.multipliedBy(2).toNanos();
  }

  /** Waits for the next slot. */
  void await() throws InterruptedException {
    long wait = reserve();
    if (wait > 0) {
      ticker.sleep(wait);
    }
  }

  private synchronized long reserve() {
    long now = ticker.nanos();
    long slot = nextSlot - now > 0 ? nextSlot : now;
    boolean learned = learnedUntil - now > 0;
    nextSlot = slot + Math.max(ownGap, learned ? learnedGap : 0);
    return slot - now;
  }
}
