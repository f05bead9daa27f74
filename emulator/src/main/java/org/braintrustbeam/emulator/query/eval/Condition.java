package org.braintrustbeam.emulator.query.eval;

import java.util.List;
import java.util.OptionalInt;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;

/** Expressions that are true, false, or null where SQL cannot tell. */
public interface Condition extends Expr {
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

    /** The operator with its sides changed over. */
    public Op mirrored() {
      return switch (this) {
        case EQ, NE -> this;
        case LT -> GT;
        case LE -> GE;
        case GT -> LT;
        case GE -> LE;
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
      return compare(op, left.of(row), right.of(row), order);
    }
  }

  /** {@code value BETWEEN low AND high}, both ends included. */
  record Between(Expr value, Expr low, Expr high, ValueOrder order) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(value, low, high);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] found = value.of(row);
      byte[] above = compare(Op.GE, found, low.of(row), order);
      byte[] below = compare(Op.LE, found, high.of(row), order);
      if (above == Json.FALSE || below == Json.FALSE) {
        return Json.FALSE;
      }
      return above == Json.TRUE ? below : above;
    }
  }

  /** All of them. */
  record And(List<Expr> parts) implements Condition {
    @Override
    public byte[] of(QueryRow row) {
      byte[] all = Json.TRUE;
      for (Expr part : parts) {
        byte[] one = truth(part.of(row));
        if (one == Json.FALSE) {
          return one;
        }
        all = one == Json.NULL ? one : all;
      }
      return all;
    }
  }

  /** One of them. */
  record Or(List<Expr> parts) implements Condition {
    @Override
    public byte[] of(QueryRow row) {
      byte[] any = Json.FALSE;
      for (Expr part : parts) {
        byte[] one = truth(part.of(row));
        if (one == Json.TRUE) {
          return one;
        }
        any = one == Json.NULL ? one : any;
      }
      return any;
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
  record Like(Expr left, LikePattern pattern) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(left);
    }

    @Override
    public byte[] of(QueryRow row) {
      byte[] value = left.of(row);
      return Json.isString(value) ? Json.bool(pattern.matches(Json.text(value))) : Json.NULL;
    }
  }

  /** {@code ANY_SPAN(condition)}: true if it holds for one span of the trace. */
  record AnySpan(Expr inner) implements Condition {
    @Override
    public List<Expr> parts() {
      return List.of(inner);
    }

    @Override
    public byte[] of(QueryRow row) {
      return Json.bool(row.anySpan(inner));
    }
  }

  /** Null where one of the two is null, or where the two have no order. */
  private static byte[] compare(Op op, byte[] one, byte[] other, ValueOrder order) {
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

  /** One of the three constants; what is no boolean is null. */
  static byte[] truth(byte[] value) {
    return Json.isBoolean(value) ? Json.bool(Json.isTrue(value)) : Json.NULL;
  }
}
