package org.braintrustbeam.io.braintrust;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a request may leave: in its slot, and not while the service has asked us to stay away.
 *
 * <p>Slots spread requests evenly, so that no window of time sees more of them than the budget.
 *
 * <p>Two requests are at least {@code window / budget} apart, which a limiter that hands out
 * permits by fixed periods does not give: one late in a period and one early in the next are close.
 * When a refusal names the service's own limit, that is kept to for two of its windows, then tried
 * without again: others share it, and may have stopped.
 *
 * <p>A closure makes the slots before its end void. Whoever had one gets another after the end,
 * behind the slots that are given already, so what has piled up does not leave in one go.
 */
final class Pace {
  /** The bound of one wait: longer than any queue of requests in one process. */
  private static final Duration MAX_WAIT = Duration.ofHours(12);

  /** A shorter wait is over before anybody wonders. */
  private static final Duration WORTH_SAYING = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

  private final Ticker ticker;
  private final long ownGap;
  private long learnedGap;
  private long learnedUntil;
  private long nextSlot;
  private long opensAt;

  /** With this budget; 0 for none. */
  Pace(int requestsPerMinute, Ticker ticker) {
    this.ticker = ticker;
    this.ownGap = gap(requestsPerMinute, Duration.ofMinutes(1));
    this.learnedUntil = ticker.nanos();
    this.nextSlot = ticker.nanos();
    this.opensAt = ticker.nanos();
  }

  private static long gap(int requests, Duration window) {
    return requests == 0 ? 0 : (window.toNanos() + requests - 1) / requests;
  }

  /** Keeps to the limit that the service named. */
  synchronized void learn(int requests, Duration window) {
    learnedGap = gap(requests, window);
    learnedUntil = ticker.nanos() + window.multipliedBy(2).toNanos();
  }

  /** Nobody leaves for so long; a closure that ends later stays. */
  synchronized void closeFor(Duration time) {
    long end = ticker.nanos() + time.toNanos();
    if (end - later(opensAt, ticker.nanos()) > WORTH_SAYING.toNanos()) {
      LOG.warn("the service asks to wait: no request for {} s", time.toSeconds());
    }
    if (end - opensAt > 0) {
      opensAt = end;
      nextSlot = later(nextSlot, opensAt);
    }
  }

  /** Waits until the caller may leave. */
  void await() throws InterruptedException {
    long start = ticker.nanos();
    for (long slot = reserve(); !mayLeave(slot); slot = valid(slot)) {
      if (ticker.nanos() - start > MAX_WAIT.toNanos()) {
        throw new BraintrustException("no request could be sent for " + MAX_WAIT.toHours() + " h");
      }
      long left = slot - ticker.nanos();
      if (left > 0) {
        ticker.sleep(left);
      }
    }
  }

  private synchronized boolean mayLeave(long slot) {
    return opensAt - slot <= 0 && slot - ticker.nanos() <= 0;
  }

  /** The slot, or another one if it has become void. */
  private synchronized long valid(long slot) {
    return opensAt - slot > 0 ? reserve() : slot;
  }

  private synchronized long reserve() {
    long now = ticker.nanos();
    long slot = later(later(nextSlot, opensAt), now);
    boolean learned = learnedUntil - now > 0;
    nextSlot = slot + Math.max(ownGap, learned ? learnedGap : 0);
    return slot;
  }

  private static long later(long left, long right) {
    return left - right > 0 ? left : right;
  }
}
