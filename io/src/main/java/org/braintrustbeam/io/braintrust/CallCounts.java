package org.braintrustbeam.io.braintrust;

/**
 * Requests to models that have ended so far, for a progress bar; see {@link LiveCounts}.
 *
 * @param bought that a model has answered
 * @param reused whose answer was there already
 * @param failed that came to nothing
 */
public record CallCounts(long bought, long reused, long failed) {
  /** None yet. */
  public static final CallCounts NONE = new CallCounts(0, 0, 0);

  /** All of them. */
  public long done() {
    return bought + reused + failed;
  }

  CallCounts plus(CallCounts other) {
    return new CallCounts(bought + other.bought, reused + other.reused, failed + other.failed);
  }
}
