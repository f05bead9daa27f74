package org.braintrustbeam.io.braintrust;

/**
 * Requests to models that have ended so far, for a progress bar; see {@link LiveCounts}.
 *
 * @param bought that a model has answered
 * @param reused whose answer was there already
 * @param failed that came to nothing
 * @param wanted how many there are to be, as far as that is known; 0 where nobody says
 */
public record CallCounts(long bought, long reused, long failed, long wanted) {
  /** None yet. */
  public static final CallCounts NONE = new CallCounts(0, 0, 0);

  /** Where nobody says how many there are to be. */
  public CallCounts(long bought, long reused, long failed) {
    this(bought, reused, failed, 0);
  }

  /** All of them. */
  public long done() {
    return bought + reused + failed;
  }

  CallCounts plus(CallCounts other) {
    return new CallCounts(
        bought + other.bought, reused + other.reused, failed + other.failed, wanted + other.wanted);
  }
}
