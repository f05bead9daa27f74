package org.braintrustbeam.pipelines.discover;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects with sorted keys, as maps; numbers with as many digits as mean something. */
final class JsonTree {
  private static final MathContext FIGURES = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final MathContext CHANCES = new MathContext(3, RoundingMode.HALF_EVEN);

  private JsonTree() {}

  /** An object of names and values in turn. */
  static Map<String, @Nullable Object> object(@Nullable Object... members) {
    Map<String, @Nullable Object> object = new TreeMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put(String.valueOf(members[i]), members[i + 1]);
    }
    return object;
  }

  /** A figure, to six digits; null stays null, and what is infinite is null. */
  static @Nullable BigDecimal figure(double value) {
    return Double.isFinite(value) ? rounded(BigDecimal.valueOf(value), FIGURES) : null;
  }

  static @Nullable BigDecimal figure(@Nullable BigDecimal value) {
    return value == null ? null : rounded(value, FIGURES);
  }

  /** A probability, to three digits. */
  static BigDecimal chance(double value) {
    return rounded(BigDecimal.valueOf(value), CHANCES);
  }

  private static BigDecimal rounded(BigDecimal value, MathContext digits) {
    BigDecimal rounded = value.round(digits).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeScalar(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long || value instanceof Integer || value instanceof BigDecimal) {
      json.writeNumber(value.toString());
    } else if (value instanceof Boolean yes) {
      json.writeBoolean(yes);
    } else {
      json.writeString(value.toString());
    }
  }
}
