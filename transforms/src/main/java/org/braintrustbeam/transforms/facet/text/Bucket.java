package org.braintrustbeam.transforms.facet.text;

import java.util.Locale;
import org.braintrustbeam.transforms.json.JsonValue;

/** Whether something was found of a facet. */
public enum Bucket {
  /** Something was. */
  POSITIVE,
  /** Nothing was. */
  NEGATIVE,
  /** Nobody says. */
  UNKNOWN;

  /** Of a value; null is unknown. */
  public static Bucket of(JsonValue value, NoneRule rule) {
    return value instanceof JsonValue.Nil ? UNKNOWN : of(ValueText.of(value), rule);
  }

  /** Of a text; an empty one is negative. */
  public static Bucket of(String text, NoneRule rule) {
    return text.isEmpty() || rule.isNone(text) ? NEGATIVE : POSITIVE;
  }

  /** Its name in tags, metadata and results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
