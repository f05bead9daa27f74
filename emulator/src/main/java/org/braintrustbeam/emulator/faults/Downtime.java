package org.braintrustbeam.emulator.faults;

import java.time.Duration;

/** The server dies, with all its connections, and comes back after a while. */
final class Downtime implements Fault {
  private final Duration time;
  private final Surroundings surroundings;

  private Downtime(Duration time, Surroundings surroundings) {
    this.time = time;
    this.surroundings = surroundings;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new Downtime(
        Duration.ofMillis((long) (1000 * spec.positive("seconds", 10))), surroundings);
  }

  @Override
  public Answer on(Call call, Service service) {
    surroundings.goDown(time);
    return ServerError.answer(503).with(Delivery.NONE);
  }
}
