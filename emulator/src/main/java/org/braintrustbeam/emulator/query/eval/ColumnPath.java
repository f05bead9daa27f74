package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;

/**
 * A field of a row, or something inside of one: {@code metadata.a.b}, {@code scores['x y']}, {@code
 * tags[-1]}. What is not there is null.
 *
 * @param steps below the column: names as String, places in an array as Integer
 */
public record ColumnPath(String column, List<Object> steps) implements Expr {
  public static final String XACT = "_xact_id";
  public static final String KEY = "_pagination_key";

  ColumnPath step(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new ColumnPath(column, List.copyOf(longer));
  }

  public boolean is(String name) {
    return steps.isEmpty() && column.equals(name);
  }

  /** The name it is answered under when the query gives none. */
  public String alias() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof String name) {
        return name;
      }
    }
    return column;
  }

  @Override
  public ValueOrder order() {
    if (is("created")) {
      return ValueOrder.TIME;
    }
    return is(XACT) ? ValueOrder.XACT : ValueOrder.PLAIN;
  }

  @Override
  public byte[] of(QueryRow row) {
    byte[] value = row.column(column);
    for (Object step : steps) {
      value = step instanceof Integer place ? item(value, place) : member(value, (String) step);
    }
    return value;
  }

  private static byte[] member(byte[] value, String name) {
    return Json.isObject(value)
        ? JsonSlices.object(value).getOrDefault(name, Json.NULL)
        : Json.NULL;
  }

  private static byte[] item(byte[] value, int place) {
    if (!Json.isArray(value)) {
      return Json.NULL;
    }
    List<byte[]> items = JsonSlices.array(value);
    int index = place < 0 ? items.size() + place : place;
    return index >= 0 && index < items.size() ? items.get(index) : Json.NULL;
  }
}
