package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/** Something that has a JSON value for each row; JSON null stands for SQL's NULL. */
public interface Expr {
  byte[] of(QueryRow row);

  /** Whether a condition holds; null and what is no boolean do not. */
  default boolean holds(QueryRow row) {
    return Json.isTrue(of(row));
  }

  /** How values of this expression compare. */
  default ValueOrder order() {
    return ValueOrder.PLAIN;
  }

  /** The expressions that it is made of. */
  default List<Expr> parts() {
    return List.of();
  }

  /** A value that is the same for all rows. */
  final class Constant implements Expr {
    private final byte[] value;
    private final ValueOrder order;

    Constant(byte[] value, ValueOrder order) {
      this.value = value;
      this.order = order;
    }

    static Constant plain(byte[] value) {
      return new Constant(value, ValueOrder.PLAIN);
    }

    public byte[] value() {
      return value;
    }

    @Override
    public byte[] of(QueryRow row) {
      return value;
    }

    @Override
    public ValueOrder order() {
      return order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Constant constant
          && Arrays.equals(value, constant.value)
          && order == constant.order;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }
  }

  /** The result of an aggregate over the group that the row stands for. */
  record AggregateSlot(int slot, ValueOrder order) implements Expr {
    @Override
    public byte[] of(QueryRow row) {
      return row.aggregate(slot);
    }
  }

  /** Computes a value from the values of the arguments, which come in their order. */
  interface Body {
    byte[] of(List<byte[]> values);
  }

  /**
   * A function or an operator. Two calls are equal if name and arguments are, so that a column is
   * recognised as one of those in GROUP BY.
   */
  record Call(String name, List<Expr> parts, ValueOrder order, Body body) implements Expr {
    static Call plain(String name, List<Expr> args, Body body) {
      return new Call(name, args, ValueOrder.PLAIN, body);
    }

    @Override
    public byte[] of(QueryRow row) {
      List<byte[]> values = new ArrayList<>(parts.size());
      for (Expr part : parts) {
        values.add(part.of(row));
      }
      return body.of(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Call call && name.equals(call.name) && parts.equals(call.parts);
    }

    @Override
    public int hashCode() {
      return name.hashCode() * 31 + parts.hashCode();
    }
  }
}
