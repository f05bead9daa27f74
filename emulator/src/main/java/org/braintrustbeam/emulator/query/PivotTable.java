package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.QueryRow;

/** Turns groups into columns: {@code gpt-4_avg_score} is a measure of the group of one value. */
final class PivotTable {
  private final Query query;
  private final Query.Pivot pivot;

  PivotTable(Query query, Query.Pivot pivot) {
    this.query = query;
    this.pivot = pivot;
  }

  List<byte[]> of(List<? extends QueryRow> groups) {
    Map<List<String>, RawObject> rows = new LinkedHashMap<>();
    for (QueryRow group : groups) {
      spread(group, rows.computeIfAbsent(key(group), key -> kept(group)));
    }
    return rows.values().stream().limit(query.limit()).map(RawObject::toBytes).toList();
  }

  private boolean isKept(int place) {
    return place != pivot.by() && !pivot.measures().contains(place);
  }

  private List<String> key(QueryRow group) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      if (isKept(i)) {
        key.add(Canonical.text(value(i, group)));
      }
    }
    return key;
  }

  private RawObject kept(QueryRow group) {
    RawObject row = new RawObject();
    for (int i = 0; i < query.columns().size(); i++) {
      if (isKept(i)) {
        row.put(query.columns().get(i).name(), value(i, group));
      }
    }
    return row;
  }

  private void spread(QueryRow group, RawObject row) {
    byte[] by = value(pivot.by(), group);
    String prefix = Json.isString(by) ? Json.text(by) : Json.ascii(by);
    for (int place : pivot.measures()) {
      row.put(prefix + "_" + query.columns().get(place).name(), value(place, group));
    }
  }

  private byte[] value(int place, QueryRow group) {
    return query.columns().get(place).expr().of(group);
  }
}
