package org.braintrustbeam.emulator.store;

import java.time.Instant;

/** Gives out transaction ids: by the clock, and always above the last one, even across restarts. */
public final class TransactionClock {
  private long last;

  TransactionClock(long last) {
    this.last = last;
  }

  /** The id of a transaction of so many rows; each 65,536 rows use up one id more. */
  public long next(Instant now, int rows) {
    long xact = Math.max(last + 1, XactId.floor(now));
    last = xact + Math.max(0, rows - 1) / 65_536;
    return xact;
  }

  long last() {
    return last;
  }
}
