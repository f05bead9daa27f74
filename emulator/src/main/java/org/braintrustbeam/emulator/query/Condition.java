package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.JsonSlices;

/** Expressions that are true, false, or null where SQL cannot tell. */
interface Condition extends Expr {
  /** Comparison operators. */
  enum Op {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE;

    boolean holds(int comparison) {
      return switch (this) {
        case EQ -> comparison == 0;
        case NE -> comparison != 0;
        case LT -> comparison < 0;
        case LE -> comparison <= 0;
        case GT -> comparison > 0;
        case GE -> comparison >= 0;
      };
    }
  }

  /** {@code left op right}, in the order that one of the two sides asks for. */
  record Compare(Op op, Expr left, Expr right, ValueOrder order) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] one = left.of(row);
      byte[] other = right.of(row);
      if (Json.isNull(one) || Json.isNull(other)) {
        return Json.NULL;
      }
      OptionalInt comparison = order.compareValues(one, other);
      if (comparison.isPresent()) {
        return Json.bool(op.holds(comparison.getAsInt()));
      }
      return switch (op) {
        case EQ -> Json.bool(JsonEquality.same(one, other));
        case NE -> Json.bool(!JsonEquality.same(one, other));
        default -> Json.NULL;
      };
    }
  }

  /** {@code left IN (items)}; of an array, whether any of its items is in the list. */
  record In(Expr left, List<Expr> items, ValueOrder order) implements Condition {
    @Override
    public List<Expr> parts() {
      return Stream.concat(Stream.of(left), items.stream()).toList();
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] value = left.of(row);
      if (Json.isNull(value)) {
        return Json.NULL;
      }
      List<byte[]> values = Json.isArray(value) ? JsonSlices.array(value) : List.of(value);
      return Json.bool(values.stream().anyMatch(one -> listed(one, row)));
    }

    private boolean listed(byte[] value, QueryRow row) {
      for (Expr item : items) {
        byte[] other = item.of(row);
        OptionalInt comparison = order.compare(value, other);
        if (comparison.isPresent() ? comparison.getAsInt() == 0 : JsonEquality.same(value, other)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Both. */
  record And(Expr left, Expr right) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] one = truth(left.of(row));
      if (one == Json.FALSE) {
        return one;
      }
      byte[] other = truth(right.of(row));
      return one == Json.TRUE || other == Json.FALSE ? other : Json.NULL;
    }
  }

  /** Either. */
  record Or(Expr left, Expr right) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] one = truth(left.of(row));
      if (one == Json.TRUE) {
        return one;
      }
      byte[] other = truth(right.of(row));
      return one == Json.FALSE || other == Json.TRUE ? other : Json.NULL;
    }
  }

  /** The opposite; null stays null. */
  record Not(Expr inner) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(inner);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] value = truth(inner.of(row));
      return value == Json.NULL ? value : Json.bool(value == Json.FALSE);
    }
  }

  /** {@code IS NULL}. */
  record IsNull(Expr inner) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(inner);
    }

    @Override
    public byte[] of(QueryRow row) {
      return Json.bool(Json.isNull(inner.of(row)));
    }
  }

  /** {@code IS TRUE} or {@code IS FALSE}. */
  record IsBoolean(Expr inner, boolean wanted) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(inner);
    }

    @Override
    public byte[] of(QueryRow row) {
      return Json.bool(truth(inner.of(row)) == Json.bool(wanted));
    }
  }

  /** {@code LIKE} and {@code ILIKE}; null for what is no text. */
  record Like(Expr left, Pattern pattern) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(left);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] value = left.of(row);
      return Json.isString(value)
          ? Json.bool(pattern.matcher(Json.text(value)).matches())
          : Json.NULL;
    }
  }

  /** One of the three constants; what is no boolean is null. */
  private static byte[] truth(byte[] value) {
    return Json.isBoolean(value) ? Json.bool(Json.isTrue(value)) : Json.NULL;
  }
}
