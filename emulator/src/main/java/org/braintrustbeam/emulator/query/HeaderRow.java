package org.braintrustbeam.emulator.query;

import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.QueryRow;
import org.braintrustbeam.emulator.store.HeaderColumns;
import org.braintrustbeam.emulator.store.PaginationKey;

/** A row of which only the header is known. */
record HeaderRow(HeaderColumns columns, int place) implements QueryRow {
  @Override
  public byte[] column(String name) {
    return switch (name) {
      case ColumnPath.XACT -> Json.string(Long.toString(columns.xact(place)));
      case ColumnPath.KEY -> PaginationKey.json(columns.key(place));
      default -> columns.header(place).column(name);
    };
  }
}
