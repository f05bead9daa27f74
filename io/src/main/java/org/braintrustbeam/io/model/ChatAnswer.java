package org.braintrustbeam.io.model;

import java.util.List;

/**
 * An answer of a model.
 *
 * @param digest the {@link ChatRequest#digest} of the request
 * @param choices one, or one for each group of suffix messages; at least one of them has a text
 * @param model that answered, as it calls itself
 * @param usage what the service counted; {@link TokenUsage#NONE} if it says nothing
 * @param answeredAt when the answer came, in milliseconds of the epoch
 * @param millis how long the attempt took that it came of
 * @param attempts how many requests were sent for it
 * @param reused whether it was taken from elsewhere than the model: an earlier run of the same
 *     folder, an earlier attempt of this one, or an equal request has paid for it
 */
public record ChatAnswer(
    String digest,
    List<Choice> choices,
    String model,
    TokenUsage usage,
    long answeredAt,
    long millis,
    int attempts,
    boolean reused)
    implements ChatResult {

  /**
   * A text of an answer.
   *
   * @param text as it came, reasoning included where a model writes it there; may be empty if
   *     another choice is not
   * @param finishReason e.g. {@code stop}, or {@code length} if it was cut; empty if not said
   */
  public record Choice(String text, String finishReason) {}

  /** Checks that there is something. */
  public ChatAnswer {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("choices must hold one or more");
    }
  }

  /** The first or only text. */
  public String text() {
    return choices.get(0).text();
  }

  /** The same, taken from where it was paid for. */
  ChatAnswer asReused() {
    return new ChatAnswer(digest, choices, model, usage, answeredAt, millis, attempts, true);
  }

  /** Without its texts, which are somebody's. */
  @Override
  public String toString() {
    return "ChatAnswer[" + digest + ", " + choices.size() + " choices, " + model + "]";
  }
}
