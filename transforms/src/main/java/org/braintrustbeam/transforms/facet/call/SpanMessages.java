package org.braintrustbeam.transforms.facet.call;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.transforms.facet.text.ValueText;
import org.braintrustbeam.transforms.json.JsonValue;

/** The messages in a span: the base messages of its input, and the groups that follow them. */
final class SpanMessages {
  private static final List<String> SUFFIXES = List.of("suffix_messages", "suffixMessages");

  private SpanMessages() {}

  /**
   * Of the input itself if it is a list, else of its {@code messages}, else of its {@code input}.
   */
  static List<Message> base(JsonValue input) {
    if (input instanceof JsonValue.Arr) {
      return messages(input);
    }
    JsonValue messages = input.member("messages");
    return messages(messages instanceof JsonValue.Nil ? input.member("input") : messages);
  }

  /** The groups at the first of four places that has any with a message in it. */
  static List<List<Message>> suffixGroups(FacetSpan span) {
    for (JsonValue holder : List.of(span.input(), span.metadata())) {
      for (String name : SUFFIXES) {
        List<List<Message>> groups = groups(holder.member(name));
        if (!groups.isEmpty()) {
          return groups;
        }
      }
    }
    return List.of();
  }

  private static List<List<Message>> groups(JsonValue value) {
    List<List<Message>> groups = new ArrayList<>();
    for (JsonValue group : items(value)) {
      List<Message> messages = messages(group);
      if (!messages.isEmpty()) {
        groups.add(messages);
      }
    }
    return groups;
  }

  /** Those with a role that is a text, and a text. */
  private static List<Message> messages(JsonValue value) {
    List<Message> messages = new ArrayList<>();
    for (JsonValue item : items(value)) {
      String content = ValueText.of(item.member("content"));
      if (item.member("role") instanceof JsonValue.Str role && !content.isEmpty()) {
        messages.add(new Message(role.text(), content));
      }
    }
    return messages;
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof JsonValue.Arr array ? array.items() : List.of();
  }
}
