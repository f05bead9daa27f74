package org.braintrustbeam.io.braintrust;

import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;

/** For tests of whole commands: a client for which time runs faster, so that waits are short. */
public final class HurriedClient {
  private HurriedClient() {}

  /** Has whoever asks for a client with these settings get one that waits so many times less. */
  public static void use(ConnectionSettings settings, int speed) {
    BraintrustClient.use(BraintrustClient.create(settings, timing(speed)));
  }

  /** As it is, on a clock on which so many seconds pass in one. */
  static Timing timing(int speed) {
    return new Timing(new Hurry(speed), Timing.DEFAULT.firstWait(), Timing.DEFAULT.longestWait());
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
