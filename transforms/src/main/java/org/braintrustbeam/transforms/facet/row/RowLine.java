package org.braintrustbeam.transforms.facet.row;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.PythonJson;
import org.braintrustbeam.transforms.json.JsonValue;
import org.braintrustbeam.transforms.json.JsonValue.Str;

/** A row as its line of {@code dataset_rows.jsonl}, newest span first. */
public final class RowLine extends SimpleFunction<DatasetRow, OrderedRow> {
  @Override
  public OrderedRow apply(DatasetRow row) {
    Map<String, JsonValue> line = new TreeMap<>();
    line.put("id", new Str(row.id()));
    line.put("input", JsonValue.of(row.input()));
    line.put("expected", new Str(row.expected()));
    line.put("metadata", JsonValue.of(row.metadata()));
    line.put("tags", new JsonValue.Arr(row.tags().stream().<JsonValue>map(Str::new).toList()));
    return new OrderedRow(row.order(), RawJson.of(PythonJson.of(new JsonValue.Obj(line))));
  }
}
