package org.braintrustbeam.emulator.rows;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonMerge;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/** What a person, or a program on behalf of one, said about a row. */
public final class FeedbackEvent implements RowChange {
  private final RowTarget target;
  private final RawObject event;
  private final String id;
  private final AuditSource by;

  public FeedbackEvent(RowTarget target, RawObject event, int place) {
    EventFields.check(event, "\"feedback\"," + place + ",");
    this.target = target;
    this.event = event;
    this.id = event.requiredText("id");
    this.by = AuditSource.ofFeedback(event);
    event.text("comment");
  }

  @Override
  public RowTarget target() {
    return target;
  }

  @Override
  public String id() {
    return id;
  }

  /** Without such a row a stray one comes to be, as on the real service. */
  @Override
  public void apply(RowDraft draft) {
    RawObject stored = draft.fields();
    draft.set(
        edited(draft, stored == null ? NewRow.of(draft, new RawObject(), audit(draft)) : stored));
  }

  private Audit audit(RowDraft draft) {
    return by.audit(draft.xact());
  }

  private RawObject edited(RowDraft draft, RawObject stored) {
    RowMerge row = new RowMerge(stored, audit(draft));
    if (event.names().contains("expected")) {
      row.set("expected", event.get("expected")); // an editor saves the whole value
    }
    JsonMerge merge = new JsonMerge(Set.of());
    for (String field : List.of("scores", "tags")) {
      if (!event.isNull(field)) {
        row.set(field, merge.field(field, stored.get(field), event.get(field)));
      }
    }
    RawObject result = row.result();
    if (!event.isNull("comment")) {
      byte[] text = new RawObject().put("text", event.get("comment")).toBytes();
      new Comment(commentId(draft), Timestamps.json(draft.time()), text, by)
          .appendTo(result, draft.xact());
    }
    return result;
  }

  /** Made from what is known already, so that the demo data is the same each time. */
  private String commentId(RowDraft draft) {
    return UUID.nameUUIDFromBytes(
            Json.utf8(draft.id() + '\0' + draft.xact() + '\0' + event.text("comment")))
        .toString();
  }
}
