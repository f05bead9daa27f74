package org.braintrustbeam.emulator.query.eval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/** The {@code to_…} functions. What cannot be cast makes null. */
final class Casts {
  private static final int LONGEST_NUMBER = 1000;

  private Casts() {}

  /** Null if the name is that of no cast. */
  static @Nullable Expr read(String name, Expr arg, ZoneOffset zone) {
    return switch (name) {
      case "to_string" -> plain(name, arg, Casts::string);
      case "to_number" -> plain(name, arg, Casts::number);
      case "to_integer" -> plain(name, arg, Casts::integer);
      case "to_boolean" -> plain(name, arg, Casts::bool);
      case "to_date" -> time(name, arg, value -> date(value, zone));
      case "to_datetime" -> time(name, arg, Casts::datetime);
      default -> null;
    };
  }

  private static Expr plain(String name, Expr arg, UnaryOperator<byte[]> cast) {
    return Expr.Call.plain(name, List.of(arg), values -> cast.apply(values.get(0)));
  }

  private static Expr time(String name, Expr arg, UnaryOperator<byte[]> cast) {
    return new Expr.Call(name, List.of(arg), ValueOrder.TIME, values -> cast.apply(values.get(0)));
  }

  private static byte[] string(byte[] value) {
    return Json.isNull(value) || Json.isString(value) ? value : Json.string(Json.ascii(value));
  }

  private static byte[] number(byte[] value) {
    if (Json.isBoolean(value)) {
      return Json.utf8(Json.isTrue(value) ? "1" : "0");
    }
    if (!Json.isString(value)) {
      return Json.isNumber(value) ? value : Json.NULL;
    }
    String digits = Json.text(value).strip();
    try {
      return digits.length() > LONGEST_NUMBER ? Json.NULL : Arithmetic.json(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      return Json.NULL;
    }
  }

  /** Towards zero. */
  private static byte[] integer(byte[] value) {
    byte[] number = number(value);
    return Json.isNull(number)
        ? number
        : Arithmetic.json(Arithmetic.round(Json.number(number), 0, RoundingMode.DOWN));
  }

  private static byte[] bool(byte[] value) {
    if (Json.isNumber(value)) {
      return Json.bool(Json.number(value).signum() != 0);
    }
    if (!Json.isString(value)) {
      return Json.isBoolean(value) ? value : Json.NULL;
    }
    return switch (Json.text(value).strip().toLowerCase(Locale.ROOT)) {
      case "true" -> Json.TRUE;
      case "false" -> Json.FALSE;
      default -> Json.NULL;
    };
  }

  private static byte[] date(byte[] value, ZoneOffset zone) {
    Instant instant = instant(value);
    try {
      return instant == null
          ? Json.NULL
          : Json.utf8('"' + instant.atZone(zone).toLocalDate().toString() + '"');
    } catch (DateTimeException e) {
      return Json.NULL; // the last instants have no date in all zones
    }
  }

  private static byte[] datetime(byte[] value) {
    Instant instant = instant(value);
    return instant == null ? Json.NULL : Times.text(instant);
  }

  /** A number counts as Unix seconds, as {@code metrics.start} has them. */
  private static @Nullable Instant instant(byte[] value) {
    if (!Json.isNumber(value)) {
      return ValueOrder.instant(value);
    }
    double seconds = Json.number(value).doubleValue();
    try {
      return Instant.ofEpochSecond((long) Math.floor(seconds))
          .plusNanos(Math.round((seconds - Math.floor(seconds)) * 1e9));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
