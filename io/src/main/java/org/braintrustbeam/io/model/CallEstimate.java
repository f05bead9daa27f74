package org.braintrustbeam.io.model;

import java.io.Serializable;

/**
 * What a run would ask and pay for.
 *
 * @param requests all of them
 * @param calls that would be made: equal requests are one, and one whose answer is there is none
 * @param tokens of the calls: about so many of input, and so many of output at most
 */
public record CallEstimate(long requests, long calls, TokenUsage tokens) implements Serializable {
  /** Nothing. */
  public static final CallEstimate NONE = new CallEstimate(0, 0, TokenUsage.NONE);

  /** Both together. */
  public CallEstimate plus(CallEstimate other) {
    return new CallEstimate(
        requests + other.requests, calls + other.calls, tokens.plus(other.tokens));
  }
}
