package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * So many requests in so many seconds, then 429, in the words of the query service.
 *
 * <p>A window begins with its first request; refused ones count too. The window can pass quicker
 * than it is said to be, for tests that let time run.
 */
final class RateBudget implements Fault {
  private final FaultSpec spec;
  private final long requests;
  private final long seconds;
  private final long windowNanos;
  private long windowStart;
  private long consumed;

  private RateBudget(FaultSpec spec, long requests, long seconds, double speed) {
    this.spec = spec;
    this.requests = requests;
    this.seconds = seconds;
    this.windowNanos = (long) (TimeUnit.SECONDS.toNanos(seconds) / speed);
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new RateBudget(
        spec,
        spec.whole("requests", 20, 1),
        spec.whole("seconds", 60, 1),
        spec.positive("speed", 1));
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    long count = consume();
    if (count <= requests) {
      return service.answer(call);
    }
    return ErrorAnswer.retryLater(
        spec,
        Answer.error(
            429,
            "TooManyRequestsError",
            "Too many requests. Source: checkBtqlOrgRateLimit. Rate limit: %d requests per %d seconds. Consumed: %d"
                .formatted(requests, seconds, count)));
  }

  private synchronized long consume() {
    long now = System.nanoTime();
    if (consumed == 0 || now - windowStart >= windowNanos) {
      windowStart = now;
      consumed = 0;
    }
    return ++consumed;
  }
}
