package org.braintrustbeam.io.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a request may leave: one after the other, in the order in which they came, and not
 * while the service has asked us to stay away.
 *
 * <p>A limit is kept in two ways. Requests are at least {@code window / requests} apart, so they
 * are spread evenly and what has piled up does not leave in one go. And each holds one of the
 * {@link Places} of the window from its leaving until a window after its end, so that no window of
 * the service's sees more of them than the limit, however slow a thread or the network is.
 *
 * <p>When a refusal names the service's own limit, that is kept to for some of its windows, with
 * all that has left before: the service has counted it. Then requests leave without it again, as it
 * may have been meant for a moment.
 */
public final class Pace {
  /** The bound of one wait: longer than any queue of requests in one process. */
  private static final Duration MAX_WAIT = Duration.ofHours(12);

  /** A shorter wait is over before anybody wonders. */
  private static final Duration WORTH_SAYING = Duration.ofSeconds(5);

  /** How much later than others a request arrives at most, for a window that two processes see. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(5);

  /** To find out again costs refusals, and a wait of a window. */
  private static final int WINDOWS_KEPT = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

  private final ReentrantLock queue = new ReentrantLock(true);
  private final Places places = new Places();
  private final Ticker ticker;
  private final int requestsPerMinute;
  private final int processes;
  private final @Nullable Limit own;
  private @Nullable Limit learned;
  private long learnedUntil;
  private long lastLeft;
  private boolean anyLeft;
  private long opensAt;

  /** For a process that has the limits for itself; with this budget, 0 for none. */
  public Pace(int requestsPerMinute, Ticker ticker) {
    this(requestsPerMinute, Workers.THIS_PROCESS, ticker);
  }

  /**
   * With the share of one of these processes in this budget of the whole run; 0 for none.
   *
   * <p>The launcher may have sent a request just before a worker starts, so the first one of a
   * worker waits for a turn too.
   */
  public Pace(int requestsPerMinute, Workers workers, Ticker ticker) {
    this.ticker = ticker;
    this.requestsPerMinute = requestsPerMinute;
    this.processes = workers.count();
    this.own = share(requestsPerMinute, processes);
    this.opensAt = ticker.nanos();
    if (workers.areElsewhere()) {
      handOver(own);
    }
  }

  /** The others may have sent a request just now. */
  private void handOver(@Nullable Limit share) {
    if (share != null) {
      opensAt = later(opensAt, ticker.nanos() + ON_THE_WAY.toNanos() + share.gap());
    }
  }

  private static @Nullable Limit share(int requestsPerMinute, int processes) {
    return requestsPerMinute == 0
        ? null
        : Limit.share(requestsPerMinute, Duration.ofMinutes(1), processes);
  }

  /**
   * Has nobody leave for as long as one of these workers, who have ended by now, waits between two
   * requests: each of them may have sent one just now.
   */
  public synchronized void follow(Workers workers) {
    if (workers.areElsewhere()) {
      handOver(share(requestsPerMinute, workers.count()));
    }
  }

  /** Keeps to the limit that the service named. */
  public synchronized void learn(int requests, Duration window) {
    Limit named = Limit.share(requests, window, processes);
    if (!named.equals(learnedLimit())) {
      LOG.warn(
          "the service takes {} requests in {} s: keeping to it", requests, window.toSeconds());
    }
    learned = named;
    learnedUntil = ticker.nanos() + window.multipliedBy(WINDOWS_KEPT).toNanos();
  }

  private @Nullable Limit learnedLimit() {
    return learned != null && learnedUntil - ticker.nanos() > 0 ? learned : null;
  }

  /** Nobody leaves for so long; a closure that ends later stays. */
  public synchronized void closeFor(Duration time) {
    long end = ticker.nanos() + time.toNanos();
    if (end - later(opensAt, ticker.nanos()) > WORTH_SAYING.toNanos()) {
      LOG.warn("the service asks to wait: no request for {} s", time.toSeconds());
    }
    opensAt = later(opensAt, end);
  }

  /**
   * Waits until the caller may leave; each call that returns needs one of {@link #ended}.
   *
   * @throws IllegalStateException if that took half a day
   */
  public void await() throws InterruptedException {
    if (!queue.tryLock(MAX_WAIT.toHours(), TimeUnit.HOURS)) {
      throw tooLong();
    }
    try {
      long start = ticker.nanos();
      for (long wait = leave(); wait > 0; wait = leave()) {
        if (ticker.nanos() - start > MAX_WAIT.toNanos()) {
          throw tooLong();
        }
        ticker.sleep(wait);
      }
    } finally {
      queue.unlock();
    }
  }

  private static IllegalStateException tooLong() {
    return new IllegalStateException("no request could be sent for " + MAX_WAIT.toHours() + " h");
  }

  /** The request that left has been answered, or never will be. */
  public synchronized void ended() {
    places.end(ticker.nanos());
  }

  /** Leaves, if that may be; otherwise how long to wait before asking again. */
  public synchronized long leave() {
    long now = ticker.nanos();
    long earliest = within(learnedLimit(), now, within(own, now, opensAt));
    if (earliest - now > 0) {
      return earliest - now;
    }
    lastLeft = now;
    anyLeft = true;
    places.take();
    return 0;
  }

  private long within(@Nullable Limit limit, long now, long earliest) {
    if (limit == null) {
      return earliest;
    }
    long spread = anyLeft ? later(earliest, lastLeft + limit.gap()) : earliest;
    return later(spread, places.free(limit, now));
  }

  private static long later(long left, long right) {
    return left - right > 0 ? left : right;
  }
}
