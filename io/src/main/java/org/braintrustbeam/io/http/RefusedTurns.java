package org.braintrustbeam.io.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a request has been refused for its rate, as far as that uses up its retries.
 *
 * <p>Many requests share one limit, and which of them are refused is chance. So only refusals since
 * the service has served somebody in that lane count: as long as it does, its turn will come. That
 * has an end too: the time that the retries would take if the service asked for the longest wait at
 * each.
 */
public final class RefusedTurns {
  private final AtomicLong served;
  private final Ticker ticker;
  private final Duration patience;
  private long servedBefore;
  private long patientUntil;
  private boolean refused;
  private int inARow;

  /**
   * For one request.
   *
   * @param served how many requests of the lane the service has not refused so far
   */
  public RefusedTurns(AtomicLong served, Ticker ticker, int retries) {
    this.served = served;
    this.ticker = ticker;
    this.patience = RetryAfter.MAX.multipliedBy(retries);
    this.servedBefore = served.get();
  }

  /** One more. */
  public void add() {
    if (!refused) {
      refused = true;
      patientUntil = ticker.nanos() + patience.toNanos();
    }
    long servedNow = served.get();
    inARow = servedNow == servedBefore ? inARow + 1 : 1;
    servedBefore = servedNow;
  }

  /** Refusals in a row in which nobody was served. */
  public int inARow() {
    return inARow;
  }

  /** Whether there is no time left to be refused in. */
  public boolean isOver() {
    return refused && patientUntil - ticker.nanos() <= 0;
  }
}
