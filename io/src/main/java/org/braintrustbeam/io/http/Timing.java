package org.braintrustbeam.io.http;

import java.time.Duration;

/**
 * How long things wait; tests make it short.
 *
 * @param ticker the clock of the pace
 * @param firstWait wait before the first retry; doubled for each further one
 * @param longestWait bound of one wait
 */
public record Timing(Ticker ticker, Duration firstWait, Duration longestWait) {
  /** A second, doubling to a minute: what the vendor's own migration tool does. */
  public static final Timing DEFAULT =
      new Timing(Ticker.SYSTEM, Duration.ofSeconds(1), Duration.ofMinutes(1));
}
