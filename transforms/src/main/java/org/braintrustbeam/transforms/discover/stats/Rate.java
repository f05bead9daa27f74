package org.braintrustbeam.transforms.discover.stats;

/**
 * Failures among some.
 *
 * @param count how many there are
 * @param failing how many of them fail
 */
public record Rate(long count, long failing) {
  /** A share that is a fifth larger or smaller is worth telling; less may be certain and idle. */
  public static final double LEAST_RATIO = 1.2;

  /** Of those that there are; 0 if there is none. */
  public double share() {
    return count == 0 ? 0 : (double) failing / count;
  }

  /** How many times as large the share is as another one; infinite if the other is 0. */
  public double times(Rate other) {
    return share() == other.share() ? 1 : share() / other.share();
  }

  /** Whether the shares are apart enough to be told. */
  boolean isApartFrom(Rate other) {
    double times = times(other);
    return times >= LEAST_RATIO || times <= 1 / LEAST_RATIO;
  }
}
