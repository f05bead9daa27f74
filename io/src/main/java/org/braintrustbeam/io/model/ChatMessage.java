package org.braintrustbeam.io.model;

import org.braintrustbeam.io.row.RawJson;

/**
 * A message of a chat.
 *
 * @param role e.g. {@code user}
 * @param content a JSON string, or a list of parts
 */
public record ChatMessage(String role, RawJson content) {
  /** A message of the user. */
  public static ChatMessage user(String text) {
    return of("user", text);
  }

  /** A message that is a text. */
  public static ChatMessage of(String role, String text) {
    return new ChatMessage(role, ChatJson.string(text));
  }
}
