package org.braintrustbeam.transforms.facet.text;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.transforms.json.JsonValue;

/**
 * JSON as Python's {@code json.dumps(value, sort_keys=True)} prints it: members by code points of
 * their names, {@code ", "} and {@code ": "}, and what is not printable ASCII escaped. Numbers keep
 * the digits that they came with.
 */
public final class PythonJson {
  /** A name with a half pair never gets here, so pairs sort above all other characters. */
  private static final Comparator<String> BY_CODE_POINTS = PythonJson::compareCodePoints;

  private final StringBuilder out = new StringBuilder();

  private PythonJson() {}

  /** The text. */
  public static String of(JsonValue value) {
    PythonJson json = new PythonJson();
    json.write(value);
    return json.out.toString();
  }

  private void write(JsonValue value) {
    if (value instanceof JsonValue.Str string) {
      writeString(string.text());
    } else if (value instanceof JsonValue.Num number) {
      out.append(number.digits());
    } else if (value instanceof JsonValue.Bool bool) {
      out.append(bool.value());
    } else if (value instanceof JsonValue.Arr array) {
      writeArray(array.items());
    } else if (value instanceof JsonValue.Obj object) {
      writeObject(object.members());
    } else {
      out.append("null");
    }
  }

  private void writeArray(List<JsonValue> items) {
    out.append('[');
    for (Iterator<JsonValue> rest = items.iterator(); rest.hasNext(); ) {
      write(rest.next());
      out.append(rest.hasNext() ? ", " : "");
    }
    out.append(']');
  }

  private void writeObject(Map<String, JsonValue> members) {
    out.append('{');
    List<String> names = members.keySet().stream().sorted(BY_CODE_POINTS).toList();
    for (Iterator<String> rest = names.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      writeString(name);
      out.append(": ");
      write(members.getOrDefault(name, JsonValue.Nil.NIL));
      out.append(rest.hasNext() ? ", " : "");
    }
    out.append('}');
  }

  private void writeString(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeChar(text.charAt(i));
    }
    out.append('"');
  }

  private void writeChar(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c >= ' ' && c <= '~') {
          out.append(c);
        } else {
          writeEscaped(c);
        }
      }
    }
  }

  private void writeEscaped(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((c >> shift) & 0xf, 16));
    }
  }

  private static int compareCodePoints(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b)) : a - b;
      }
    }
    return left.length() - right.length();
  }
}
