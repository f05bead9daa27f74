package org.braintrustbeam.emulator.query.eval;

import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.store.XactId;
import org.jspecify.annotations.Nullable;

/** How two values compare. */
public enum ValueOrder {
  /** Numbers by value, texts by code points, booleans; two kinds do not compare. */
  PLAIN {
    @Override
    OptionalInt compareValues(byte[] left, byte[] right) {
      if (Json.isNumber(left) && Json.isNumber(right)) {
        return OptionalInt.of(Json.number(left).compareTo(Json.number(right)));
      }
      if (Json.isString(left) && Json.isString(right)) {
        return OptionalInt.of(
            Arrays.compareUnsigned(Json.utf8(Json.text(left)), Json.utf8(Json.text(right))));
      }
      if (Json.isBoolean(left) && Json.isBoolean(right)) {
        return OptionalInt.of(Boolean.compare(Json.isTrue(left), Json.isTrue(right)));
      }
      return OptionalInt.empty();
    }
  },

  /** Texts that are times, by instant. */
  TIME {
    @Override
    OptionalInt compareValues(byte[] left, byte[] right) {
      Instant one = instant(left);
      Instant other = instant(right);
      return one == null || other == null
          ? OptionalInt.empty()
          : OptionalInt.of(one.compareTo(other));
    }
  },

  /** Transaction ids, as texts or numbers, by number. */
  XACT {
    @Override
    OptionalInt compareValues(byte[] left, byte[] right) {
      return OptionalInt.of(Long.compare(xact(left), xact(right)));
    }
  };

  abstract OptionalInt compareValues(byte[] left, byte[] right);

  /** Empty if one is null or the two do not compare. */
  OptionalInt compare(byte[] left, byte[] right) {
    return Json.isNull(left) || Json.isNull(right)
        ? OptionalInt.empty()
        : compareValues(left, right);
  }

  /** For sorting: null first, then by kind where two values do not compare. */
  public int sort(byte[] left, byte[] right) {
    return compare(left, right).orElseGet(() -> Integer.compare(rank(left), rank(right)));
  }

  private static int rank(byte[] value) {
    return switch (Json.kind(value)) {
      case "null" -> 0;
      case "boolean" -> 1;
      case "number" -> 2;
      case "string" -> 3;
      case "array" -> 4;
      default -> 5;
    };
  }

  public static @Nullable Instant instant(byte[] value) {
    return Json.isString(value) ? Timestamps.parse(Json.text(value)) : null;
  }

  private static long xact(byte[] value) {
    return XactId.parse(
        ColumnPath.XACT, Json.isString(value) ? Json.text(value) : Json.ascii(value));
  }
}
