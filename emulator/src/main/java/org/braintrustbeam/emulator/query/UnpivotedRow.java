package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.RowVersion;

/** A row with some columns more: one of the members of an object, or of the items of an array. */
record UnpivotedRow(PageRow row, Map<String, byte[]> more) implements PageRow {
  /** One row for each member or item; none for a value that is neither object nor array. */
  static List<PageRow> of(PageRow row, List<Query.Unpivot> unpivots) {
    List<PageRow> rows = List.of(row);
    for (Query.Unpivot unpivot : unpivots) {
      List<PageRow> longer = new ArrayList<>();
      rows.forEach(one -> longer.addAll(of(one, unpivot)));
      rows = longer;
    }
    return rows;
  }

  private static List<PageRow> of(PageRow row, Query.Unpivot unpivot) {
    byte[] value = unpivot.of().of(row);
    List<PageRow> rows = new ArrayList<>();
    String key = unpivot.key();
    if (key == null && Json.isArray(value)) {
      JsonSlices.array(value)
          .forEach(item -> rows.add(new UnpivotedRow(row, Map.of(unpivot.value(), item))));
    } else if (key != null && Json.isObject(value)) {
      JsonSlices.object(value)
          .forEach(
              (name, member) ->
                  rows.add(
                      new UnpivotedRow(
                          row, Map.of(key, Json.string(name), unpivot.value(), member))));
    }
    return rows;
  }

  @Override
  public RowVersion version() {
    return row.version();
  }

  @Override
  public byte[] column(String name) {
    byte[] value = more.get(name);
    return value == null ? row.column(name) : value;
  }

  @Override
  public byte[] whole() {
    RawObject whole = RawObject.parse(row.whole());
    more.forEach(whole::put);
    return whole.toBytes();
  }
}
