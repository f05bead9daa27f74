package org.braintrustbeam.transforms.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** JSON values as plain Java ones, and many ways to spell each. */
public final class JsonValues {
  private JsonValues() {}

  /** Booleans, decimals, strings, lists and maps, up to three levels deep. */
  public static Arbitrary<Object> values() {
    return values(3);
  }

  private static Arbitrary<Object> values(int depth) {
    if (depth == 0) {
      return scalars();
    }
    Arbitrary<Object> deeper = values(depth - 1);
    return Arbitraries.oneOf(
        scalars(),
        deeper.list().ofMaxSize(4).map(list -> (Object) list),
        Arbitraries.maps(names(), deeper).ofMaxSize(4).map(map -> (Object) map));
  }

  /** The parser takes lone surrogates in strings, and refuses them in names. */
  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(3)
        .filter(name -> name.chars().noneMatch(unit -> Character.isSurrogate((char) unit)));
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.<Object>of(true, false, "", "null"),
        Arbitraries.bigDecimals().ofScale(3).map(value -> (Object) value),
        Arbitraries.bigIntegers().map(value -> (Object) new BigDecimal(value)),
        Arbitraries.strings().all().ofMaxLength(5).map(value -> (Object) value));
  }

  /** Prints a value with random key order, white space, escapes and forms of numbers. */
  public static String spell(@Nullable Object value, Random random) {
    String space = random.nextBoolean() ? "" : " \n";
    return space + token(value, random) + space;
  }

  private static String token(@Nullable Object value, Random random) {
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach(
          (name, member) ->
              members.add(string((String) name, random) + ":" + spell(member, random)));
      Collections.shuffle(members, random);
      return "{" + String.join(",", members) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(",", list.stream().map(item -> spell(item, random)).toList()) + "]";
    }
    if (value instanceof BigDecimal number) {
      return number(number, random);
    }
    return value instanceof String text ? string(text, random) : String.valueOf(value);
  }

  private static String number(BigDecimal number, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> number.toPlainString();
      case 1 -> number.unscaledValue() + "e" + -number.scale();
      default -> number.setScale(number.scale() + 2).toPlainString();
    };
  }

  private static String string(String text, Random random) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean escape = unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit);
      json.append(escape || random.nextBoolean() ? String.format("\\u%04x", (int) unit) : unit);
    }
    return json.append('"').toString();
  }

  /** A copy in which equal numbers are equal objects. */
  static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, normal(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(normal(item)));
      return copy;
    }
    return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
  }
}
