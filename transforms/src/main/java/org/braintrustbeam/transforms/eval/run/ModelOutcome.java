package org.braintrustbeam.transforms.eval.run;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a model: a text, or an error.
 *
 * @param text its answer as it came; null if there is none
 * @param error what went wrong, for a person; null if nothing did
 * @param model that answered, as it calls itself; the one asked for if it did not
 * @param answeredAt in milliseconds of the epoch; 0 without an answer
 * @param millis how long the answer took
 * @param promptTokens of the request, as the service counted
 * @param completionTokens of the answer
 */
@DefaultCoder(ModelOutcomeCoder.class)
public record ModelOutcome(
    @Nullable String text,
    @Nullable String error,
    String model,
    long answeredAt,
    long millis,
    long promptTokens,
    long completionTokens) {

  /** Checks that it is one of the two. */
  public ModelOutcome {
    if ((text == null) == (error == null)) {
      throw new IllegalArgumentException("an outcome is either a text or an error");
    }
  }

  /** No answer. */
  public static ModelOutcome failed(String model, String error) {
    return new ModelOutcome(null, error, model, 0, 0, 0, 0);
  }
}
