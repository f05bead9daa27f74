package org.braintrustbeam.io.braintrust;

import java.util.function.IntFunction;

/**
 * How many rows to ask for: fewer when the service fails over a page, more again when it does not.
 *
 * <p>Halved at once on 500 and 504 down to {@link #MIN}, from where on such an answer is repeated
 * as any other, and after a body of more than {@link #MAX_BYTES}; down to one row where an answer
 * is longer than we hold. After {@link #GOOD_PAGES} pages without one it doubles, so that one bad
 * moment does not make the rest of a long read small; where that fails it is tried half as often.
 * One for each object, shared by its ranges.
 */
final class PageSize {
  /** The service returns no more rows a query. */
  static final int MAX = 1_000;

  /** The vendor's migration tool goes no lower. */
  static final int MIN = 25;

  /** A larger body is slow to come and to hold, and some of them are held at once. */
  static final int MAX_BYTES = 32 << 20;

  private static final int GOOD_PAGES = 8;
  private static final int MAX_GOOD_PAGES = 1_024;

  private final int max;
  private int rows;
  private int good;

  /** Asks for so many rows while nothing speaks against it. */
  PageSize(int max) {
    this.max = max;
    this.rows = max;
  }

  private int enough = GOOD_PAGES;
  private boolean grown;

  /** Asks with the size of the moment until an answer comes that is not about the size. */
  <T> T ask(IntFunction<T> request) {
    while (true) {
      int asked = rows();
      try {
        T answer = request.apply(asked);
        succeeded();
        return answer;
      } catch (RefusedException e) {
        if (asked <= e.fewestRows() || !e.asksForSmallerPage()) {
          throw e;
        }
        failed(asked, e.fewestRows());
      }
    }
  }

  /** Notes how long the answer to a request for so many rows was. */
  void saw(int asked, int bytes) {
    if (bytes > MAX_BYTES) {
      failed(asked, MIN);
    }
  }

  /** What to do on 500 and 504 when asking for so many rows. */
  static HttpCall.Patience patience(int rows) {
    return rows > MIN ? HttpCall.Patience.SMALLER_PAGE : HttpCall.Patience.FULL;
  }

  private synchronized int rows() {
    return rows;
  }

  private synchronized void succeeded() {
    good++;
    if (good >= enough && rows < max) {
      rows = Math.min(max, rows * 2);
      good = 0;
      grown = true;
    }
  }

  /** Others may have asked with the same size and failed too: that halves it once. */
  private synchronized void failed(int asked, int fewest) {
    good = 0;
    if (asked <= rows) {
      rows = Math.max(Math.min(fewest, asked), asked / 2);
      enough = grown ? Math.min(MAX_GOOD_PAGES, enough * 2) : enough;
      grown = false;
    }
  }
}
