package org.braintrustbeam.emulator.rows;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** An item of a row's {@code comments}. */
final class Comment {
  private final String id;
  private final byte[] created;
  private final byte[] comment;
  private final AuditSource by;

  /**
   * @param created as JSON
   * @param comment the JSON object with the text
   */
  Comment(String id, byte[] created, byte[] comment, AuditSource by) {
    this.id = id;
    this.created = created;
    this.comment = comment;
    this.by = by;
  }

  /** Adds it to the row; a comment that is sent twice, as after a lost answer, stays one. */
  void appendTo(RawObject row, long xact) {
    List<byte[]> comments = new ArrayList<>(RawArray.items(row.get("comments")));
    comments.removeIf(present -> id.equals(RawObject.parse(present).text("id")));
    comments.add(json(xact));
    row.put("comments", RawArray.of(comments));
  }

  private byte[] json(long xact) {
    return new RawObject()
        .put("id", Json.string(id))
        .put("_xact_id", Json.string(Long.toString(xact)))
        .put("created", created)
        .put("comment", comment)
        .put("metadata", by.metadata())
        .put("source", Json.string(by.source()))
        .toBytes();
  }
}
