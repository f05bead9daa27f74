package org.braintrustbeam.emulator.rows;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** The entries that one write adds to the {@code audit_data} of a row. */
final class Audit {
  private final byte[] xact;
  private final byte[] source;
  private final byte[] metadata;
  private final List<byte[]> entries = new ArrayList<>();

  Audit(long xact, String source, byte[] metadata) {
    this.xact = Json.string(Long.toString(xact));
    this.source = Json.string(source);
    this.metadata = metadata;
  }

  Audit upserted() {
    add(new RawObject().put("action", Json.string("upsert")));
    return this;
  }

  Audit merged(String field, byte[] from, byte[] to) {
    add(
        new RawObject()
            .put("action", Json.string("merge"))
            .put("path", RawArray.of(List.of(Json.string(field))))
            .put("from", from)
            .put("to", to));
    return this;
  }

  /** Sets the row's list: what was there, then the new entries. */
  void appendTo(RawObject row, byte[] before) {
    row.put("audit_data", RawArray.append(before, entries));
  }

  private void add(RawObject what) {
    entries.add(
        new RawObject()
            .put("_xact_id", xact)
            .put("audit_data", what.toBytes())
            .put("metadata", metadata)
            .put("source", source)
            .toBytes());
  }
}
