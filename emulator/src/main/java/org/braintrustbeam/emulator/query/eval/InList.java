package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.JsonSlices;

/** {@code left IN (items)}; of an array, whether any of its items is in the list. */
public final class InList implements Condition {
  private final Expr left;
  private final List<Expr> items;
  private final ValueOrder order;

  /** One spelling of each constant; lists of a thousand ids are usual. */
  private final Set<String> constants = new HashSet<>();

  private final List<Expr> others;

  InList(Expr left, List<Expr> items, ValueOrder order) {
    this.left = left;
    this.items = items;
    this.order = order;
    this.others = new ArrayList<>();
    for (Expr item : items) {
      if (order == ValueOrder.PLAIN && item instanceof Constant constant) {
        constants.add(Canonical.text(constant.value()));
      } else {
        others.add(item);
      }
    }
  }

  public Expr left() {
    return left;
  }

  public List<Expr> items() {
    return items;
  }

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
    if (!constants.isEmpty() && constants.contains(Canonical.text(value))) {
      return true;
    }
    return others.stream().anyMatch(item -> same(value, item.of(row)));
  }

  private boolean same(byte[] value, byte[] other) {
    var comparison = order.compare(value, other);
    return comparison.isPresent() ? comparison.getAsInt() == 0 : JsonEquality.same(value, other);
  }
}
