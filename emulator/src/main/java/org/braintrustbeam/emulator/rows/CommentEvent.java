package org.braintrustbeam.emulator.rows;

import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/** A comment as the SDKs write it: a row of its own that names the row it is about. */
public final class CommentEvent implements RowChange {
  private final RowTarget target;
  private final String about;
  private final String id;
  private final byte[] created;
  private final byte[] comment;
  private final AuditSource by;

  /**
   * @param row with {@code comment: {text}} and {@code origin: {id}}
   */
  public CommentEvent(RowTarget target, RawObject row) {
    EventFields.check(row, "");
    this.target = target;
    this.id = row.isNull("id") ? UUID.randomUUID().toString() : row.requiredText("id");
    this.created = row.get("created");
    this.comment = row.get("comment");
    this.by = AuditSource.ofRow(row);
    RawObject.parse(comment).requiredText("text");
    if (row.isNull("origin")) {
      throw ApiError.badRequest("A comment needs 'origin' with the 'id' of the row it is about");
    }
    this.about = RawObject.parse(row.get("origin")).requiredText("id");
  }

  /** Whether a row is a comment and no row of data. */
  public static boolean is(RawObject row) {
    return Json.isObject(row.get("comment"));
  }

  @Override
  public RowTarget target() {
    return target;
  }

  @Override
  public String id() {
    return about;
  }

  /** The id that the comment itself has, as the caller gets it back. */
  @Override
  public String answeredId() {
    return id;
  }

  /** Without such a row a stray one comes to be, as with feedback. */
  @Override
  public void apply(RowDraft draft) {
    RawObject row =
        draft.fields() == null
            ? NewRow.of(draft, new RawObject(), by.audit(draft.xact()))
            : draft.fields().copy();
    byte[] time = Json.isNull(created) ? Timestamps.json(draft.time()) : created;
    new Comment(id, time, comment, by).appendTo(row, draft.xact());
    draft.set(row);
  }
}
