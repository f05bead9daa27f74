package org.braintrustbeam.io.braintrust;

import java.util.concurrent.TimeUnit;

/** Time that passes, so that tests can have it pass quickly. */
interface Ticker {
  /** The real one. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  /** Nanoseconds since some moment. */
  long nanos();

  /** Waits. */
  void sleep(long nanos) throws InterruptedException;
}
