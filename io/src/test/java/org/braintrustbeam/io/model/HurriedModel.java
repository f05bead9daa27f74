package org.braintrustbeam.io.model;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;

/** A client of a model that retries without the long waits; for tests of whole commands too. */
public final class HurriedModel {
  private HurriedModel() {}

  /** Has the steps that ask with this connection wait so many times less. */
  public static void use(ModelConnection connection, int speed) {
    ModelClient.use(new ModelClient(connection, timing(speed)));
  }

  /** As it is, on a clock on which so many seconds pass in one. */
  static Timing timing(int speed) {
    return new Timing(new Hurry(speed), Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private record Hurry(int speed) implements Ticker {
    @Override
    public long nanos() {
      return System.nanoTime() * speed;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
      SYSTEM.sleep(nanos / speed);
    }

    @Override
    public void after(long nanos, Runnable task, Executor threads) {
      SYSTEM.after(nanos / speed, task, threads);
    }
  }
}
