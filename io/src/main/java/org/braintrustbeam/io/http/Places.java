package org.braintrustbeam.io.http;

/**
 * What a limiter may still hold against us: requests that are under way, and the end of each of the
 * latest ones.
 *
 * <p>A request is counted at the service some time between its leaving and its end, refused or not.
 * So it has a place in the window for all of that time and a window longer, and no delay, ours or
 * the network's, has the service see more of them in a window than there are places.
 *
 * <p>Not for use by several threads at once.
 */
final class Places {
  /** More a window than this are kept apart by their gaps alone. */
  private static final int REMEMBERED = 1 << 14;

  private final long[] ends = new long[REMEMBERED];
  private long ended;
  private int underWay;

  void take() {
    underWay++;
  }

  /** A request has ended, answered or not. */
  void end(long now) {
    underWay--;
    ends[index(ended)] = now;
    ended++;
  }

  /** When there is a place within a limit; that may turn out to be too early, never too late. */
  long free(Limit limit, long now) {
    int latest = limit.requests() - underWay; // so many of those that ended fill it up
    if (latest <= 0) {
      return now + limit.nanos();
    }
    return latest > Math.min(ended, REMEMBERED) ? now : ends[index(ended - latest)] + limit.nanos();
  }

  private static int index(long number) {
    return (int) (number % REMEMBERED);
  }
}
