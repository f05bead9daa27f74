package org.braintrustbeam.io.braintrust;

import java.time.Duration;

/** For tests of whole commands: a client for which time runs faster, so that waits are short. */
public final class HurriedClient {
  private HurriedClient() {}

  /** Has whoever asks for a client with these settings get one that waits so many times less. */
  public static void use(ConnectionSettings settings, int speed) {
    Timing timing =
        new Timing(
            new Hurry(speed),
            Timing.DEFAULT.firstWait().dividedBy(speed),
            Duration.ofNanos(Timing.DEFAULT.longestWait().toNanos() / speed));
    BraintrustClient.use(BraintrustClient.create(settings, timing));
  }

  /** A clock on which so many seconds pass in one. */
  private record Hurry(int speed, long start) implements Ticker {
    Hurry(int speed) {
      this(speed, System.nanoTime());
    }

    @Override
    public long nanos() {
      return (System.nanoTime() - start) * speed;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
      SYSTEM.sleep(nanos / speed);
    }
  }
}
