package org.braintrustbeam.emulator.faults;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Chance that depends on a seed and on how often it was asked, on nothing else. */
final class Chance {
  private final long seed;
  private final AtomicLong asked = new AtomicLong();

  Chance(long seed) {
    this.seed = seed;
  }

  /** Whether something happens that has this probability. */
  boolean happens(double probability) {
    return next().nextDouble() < probability;
  }

  /** A number from 0 to below {@code bound}, which is at least 1. */
  int below(int bound) {
    return next().nextInt(bound);
  }

  private SplittableRandom next() {
    // twice, because neighbouring seeds alone would make neighbouring streams
    return new SplittableRandom(new SplittableRandom(seed + asked.getAndIncrement()).nextLong());
  }
}
