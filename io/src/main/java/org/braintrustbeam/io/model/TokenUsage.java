package org.braintrustbeam.io.model;

import java.io.Serializable;

/**
 * Tokens.
 *
 * @param input of the request
 * @param output of the answers, reasoning included
 */
public record TokenUsage(long input, long output) implements Serializable {
  /** None, or unknown. */
  public static final TokenUsage NONE = new TokenUsage(0, 0);

  /** Both together. */
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(input + other.input, output + other.output);
  }
}
