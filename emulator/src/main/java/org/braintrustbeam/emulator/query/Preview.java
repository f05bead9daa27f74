package org.braintrustbeam.emulator.query;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/**
 * Cuts large fields short. A text keeps its first characters; an object or array that is longer
 * becomes the text of its first characters.
 */
final class Preview {
  /** What summaries are cut to unless the query says otherwise. */
  private static final int USUAL = 125;

  private static final Set<String> FIELDS =
      Set.of("input", "output", "expected", "error", "metadata");

  private final int longest;

  private Preview(int longest) {
    this.longest = longest;
  }

  /** Null if nothing is cut. */
  static @Nullable Preview of(Query query) {
    Integer asked = query.preview();
    int length = asked != null ? asked : query.shape() == Shape.SUMMARY ? USUAL : -1;
    return length < 0 ? null : new Preview(length);
  }

  byte[] whole(byte[] row) {
    RawObject object = RawObject.parse(row);
    for (String field : FIELDS) {
      if (object.names().contains(field)) {
        object.put(field, cut(object.get(field)));
      }
    }
    return object.toBytes();
  }

  byte[] column(String name, byte[] value) {
    return FIELDS.contains(name) ? cut(value) : value;
  }

  private byte[] cut(byte[] value) {
    if (value.length <= longest) {
      return value; // no more characters than bytes
    }
    return switch (value[0]) {
      case '"' -> cut(Json.text(value), value);
      case '{', '[' -> cut(new String(value, StandardCharsets.UTF_8), value);
      default -> value;
    };
  }

  private byte[] cut(String text, byte[] value) {
    int characters = text.codePointCount(0, text.length());
    return characters <= longest
        ? value
        : Json.string(text.substring(0, text.offsetByCodePoints(0, longest)));
  }
}
