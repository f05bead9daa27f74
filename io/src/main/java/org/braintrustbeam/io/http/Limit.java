package org.braintrustbeam.io.http;

import java.time.Duration;

/**
 * So many requests in any window of so long.
 *
 * @param requests 1 or more
 * @param nanos length of the window
 */
record Limit(int requests, long nanos) {
  /**
   * The share of one of so many processes that send at the same time.
   *
   * <p>Whole requests are shared out, so that all shares together are within the limit in every
   * window: 20 a minute for 8 are 2 a minute each. Where there are more processes than requests,
   * each has one in a window that is longer: that keeps the average.
   */
  static Limit share(int requests, Duration window, int processes) {
    return requests >= processes
        ? new Limit(requests / processes, window.toNanos())
        : new Limit(1, window.multipliedBy(processes).dividedBy(requests).toNanos());
  }

  /** The time between two requests that are spread evenly. */
  long gap() {
    return (nanos + requests - 1) / requests;
  }
}
