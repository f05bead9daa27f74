package org.braintrustbeam.emulator.faults;

/**
 * Which of the calls on its routes a fault is played on.
 *
 * <p>That depends on the seed and on how many calls came before, on nothing else: the same seed
 * picks the same places in the row of calls. Which call comes to which place is the client's
 * business.
 */
final class Selection {
  private final RoutePattern routes;
  private final double share;
  private final long from;
  private final long first;
  private final long every;
  private final long times;
  private final Chance chance;
  private long seen;
  private long picked;

  Selection(FaultSpec spec, FaultKind kind, Chance chance) {
    this.routes = new RoutePattern(spec.text("route", kind.routes()));
    this.share = spec.share("share", 1);
    this.from = spec.whole("from", 1, 1);
    this.first = spec.whole("first", Long.MAX_VALUE, 1);
    this.every = spec.whole("every", 1, 1);
    this.times = spec.whole("times", kind.times(), 1);
    this.chance = chance;
  }

  boolean matches(Call call) {
    return routes.matches(call);
  }

  /** Whether to strike at the next call of a matching route. */
  synchronized boolean next() {
    seen++;
    boolean lucky = chance.happens(share); // asked each time, so that settings do not shift it
    boolean pick =
        lucky && seen >= from && seen <= first && (seen - from + 1) % every == 0 && picked < times;
    picked += pick ? 1 : 0;
    return pick;
  }

  /** How many calls came on matching routes. */
  synchronized long seen() {
    return seen;
  }
}
