package org.braintrustbeam.transforms.facet.text;

import java.util.List;
import java.util.StringJoiner;
import org.braintrustbeam.transforms.json.JsonValue;

/** The text of a JSON value: what a message, an answer or a facet says. */
public final class ValueText {
  private static final List<String> KEYS =
      List.of("content", "text", "output", "expected", "value");

  private ValueText() {}

  /**
   * Null is empty; a string stands for itself, stripped and without reasoning; an array for the
   * texts of its items, one a line; an object for the first text in it that is not empty, else for
   * itself as JSON; a number for its digits; a truth for {@code True} or {@code False}.
   */
  public static String of(JsonValue value) {
    if (value instanceof JsonValue.Str string) {
      return Reasoning.remove(string.text());
    }
    if (value instanceof JsonValue.Arr array) {
      return ofItems(array.items());
    }
    if (value instanceof JsonValue.Obj object) {
      return ofObject(object);
    }
    if (value instanceof JsonValue.Bool bool) {
      return bool.value() ? "True" : "False";
    }
    return value instanceof JsonValue.Num number ? number.digits() : "";
  }

  private static String ofItems(List<JsonValue> items) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonValue item : items) {
      String text = of(item);
      if (!text.isEmpty()) {
        lines.add(text);
      }
    }
    return PythonText.strip(lines.toString());
  }

  private static String ofObject(JsonValue.Obj object) {
    for (String key : KEYS) {
      String text = of(object.member(key));
      if (!text.isEmpty()) {
        return text;
      }
    }
    String answer = ofAnswer(object);
    return answer.isEmpty() ? PythonJson.of(object) : answer;
  }

  /** Of what a chat completion comes as. */
  private static String ofAnswer(JsonValue.Obj object) {
    if (object.member("choices") instanceof JsonValue.Arr choices && !choices.items().isEmpty()) {
      String text = of(choices.items().get(0));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return object.member("message") instanceof JsonValue.Obj message ? of(message) : "";
  }
}
