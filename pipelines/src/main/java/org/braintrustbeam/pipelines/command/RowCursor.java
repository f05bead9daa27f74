package org.braintrustbeam.pipelines.command;

import java.io.IOException;
import java.util.Map;
import org.braintrustbeam.io.files.OrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Looks for rows in a sorted stream of them; those looked for must come in the same order. */
public final class RowCursor implements AutoCloseable {
  private final OrderedRows rows;
  private @Nullable OrderedRow current;

  RowCursor(OrderedRows rows) {
    this.rows = rows;
    this.current = rows.hasNext() ? rows.next() : null;
  }

  boolean isEmpty() {
    return current == null;
  }

  /** Whether the row of a line with {@code dataset_id} and {@code id} is there. */
  public boolean contains(RawJson line) {
    return find(line) != null;
  }

  @Nullable OrderedRow find(RawJson line) {
    String order = order(line);
    while (current != null && current.order().compareTo(order) < 0) {
      current = rows.hasNext() ? rows.next() : null;
    }
    return current != null && current.order().equals(order) ? current : null;
  }

  private static String order(RawJson line) {
    Map<String, RawJson> fields = line.fields();
    return fields.getOrDefault("dataset_id", RawJson.NULL).text()
        + '\0'
        + fields.getOrDefault("id", RawJson.NULL).text();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
