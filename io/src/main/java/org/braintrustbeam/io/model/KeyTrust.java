package org.braintrustbeam.io.model;

import java.time.Duration;
import org.braintrustbeam.io.http.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Tells a key that is refused for a moment from one that is refused for good.
 *
 * <p>Under load Braintrust's proxy has refused keys that are fine, for a minute or two. So while
 * requests are served in between, a refusal means nothing. When none is, one request at a time asks
 * again: of a key that has worked before for three minutes, of another one twice.
 */
final class KeyTrust {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int LONGEST_WAIT = 3;
  private static final int REFUSALS_OF_A_NEW_KEY = 3;

  private final Ticker ticker;
  private boolean worked;
  private int inARow;
  private long since;
  private long last;

  KeyTrust(Ticker ticker) {
    this.ticker = ticker;
  }

  /** A request was answered. */
  synchronized void accepted() {
    worked = true;
    inARow = 0;
  }

  /**
   * A request was refused for its key.
   *
   * @param leftAt when it had left; those that were under way together count once
   * @return how long to wait before the next one; null if there is no hope
   */
  synchronized @Nullable Duration refused(long leftAt) {
    long now = ticker.nanos();
    if (inARow == 0) {
      since = now;
    }
    if (inARow == 0 || leftAt - last >= 0) {
      inARow++;
      last = now;
    }
    boolean lasting = worked ? now - since > PATIENCE.toNanos() : inARow >= REFUSALS_OF_A_NEW_KEY;
    return lasting ? null : FIRST_WAIT.multipliedBy(Math.min(inARow, LONGEST_WAIT));
  }

  /** Whether one refusal has come after the other, so that nobody else need try. */
  synchronized boolean isInDoubt() {
    return inARow > 1;
  }

  /** The run has ended; whoever comes next knows nothing of the key. */
  synchronized void forget() {
    worked = false;
    inARow = 0;
  }
}
