package org.braintrustbeam.transforms.curate;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonValue;

/**
 * The text of an input by which it is compared with others: what its strings, numbers and truths
 * say, in lower case and with single spaces; objects by the names of their members.
 *
 * <p>Of a chat the instructions are left out where there is anything else: a long system prompt
 * that all inputs begin with would make all of them the same.
 */
final class ComparedText {
  private static final Set<String> INSTRUCTING = Set.of("system", "developer");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  private ComparedText() {}

  static String of(RawJson input) {
    StringBuilder text = new StringBuilder();
    append(JsonValue.of(input), text);
    return SPACE.matcher(text.toString().toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static void append(JsonValue value, StringBuilder text) {
    if (value instanceof JsonValue.Obj object) {
      new TreeMap<>(object.members()).values().forEach(member -> append(member, text));
    } else if (value instanceof JsonValue.Arr array) {
      said(array.items()).forEach(item -> append(item, text));
    } else {
      text.append(scalar(value)).append(' ');
    }
  }

  private static String scalar(JsonValue value) {
    if (value instanceof JsonValue.Str string) {
      return string.text();
    }
    if (value instanceof JsonValue.Num number) {
      return number.digits();
    }
    return value instanceof JsonValue.Bool bool ? String.valueOf(bool.value()) : "";
  }

  private static List<JsonValue> said(List<JsonValue> items) {
    List<JsonValue> others = items.stream().filter(item -> !isInstruction(item)).toList();
    return others.isEmpty() ? items : others;
  }

  private static boolean isInstruction(JsonValue item) {
    return item.member("role") instanceof JsonValue.Str role && INSTRUCTING.contains(role.text());
  }
}
