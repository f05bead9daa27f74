package org.braintrustbeam.transforms.facet.call;

import java.util.List;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.facet.text.ValueText;
import org.braintrustbeam.transforms.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The text that a span's prompts were put to.
 *
 * @param text may be empty
 * @param fallback where it was found if not under a name of its own; null if it was
 */
record PreprocessedText(String text, @Nullable Fallback fallback) {
  private static final List<String> NAMES =
      List.of("preprocessed_text", "preprocessedText", "user_data", "userData");
  private static final List<String> MARKERS =
      List.of(FacetCall.MARKER, "Here is the data to analyse:");

  static PreprocessedText of(JsonValue input, List<Message> messages) {
    for (String name : NAMES) {
      String text = ValueText.of(input.member(name));
      if (!text.isEmpty()) {
        return new PreprocessedText(text, null);
      }
    }
    for (Message message : messages) {
      String text = afterMarker(message.content());
      if (text != null && !text.isEmpty()) {
        return new PreprocessedText(text, Fallback.TEXT_AFTER_MARKER);
      }
    }
    return messages.isEmpty()
        ? new PreprocessedText(ValueText.of(input), Fallback.TEXT_OF_INPUT)
        : new PreprocessedText(
            messages.get(messages.size() - 1).content(), Fallback.TEXT_OF_LAST_MESSAGE);
  }

  /** What follows the first marker, stripped; null without one. */
  private static @Nullable String afterMarker(String content) {
    for (String marker : MARKERS) {
      int at = content.indexOf(marker);
      if (at >= 0) {
        return PythonText.strip(content.substring(at + marker.length()));
      }
    }
    return null;
  }

  /** Whether a message holds this text and nothing to be asked of it. */
  boolean isAllOf(Message message) {
    return message.content().equals(text) || text.equals(afterMarker(message.content()));
  }
}
