package org.braintrustbeam.emulator.rows;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonMerge;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/** What a person, or a program on behalf of one, said about a row. */
public final class FeedbackEvent implements RowChange {
  private static final Set<String> SOURCES = Set.of("app", "api", "external");

  private final RowTarget target;
  private final RawObject event;
  private final String id;
  private final String source;

  public FeedbackEvent(RowTarget target, RawObject event, int place) {
    EventFields.check(event, "\"feedback\"," + place + ",");
    this.target = target;
    this.event = event;
    this.id = event.requiredText("id");
    this.source = event.isNull("source") ? "external" : event.requiredText("source");
    if (!SOURCES.contains(source)) {
      throw ApiError.badRequest("'source' must be one of app, api, external; got " + source);
    }
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
    return new Audit(draft.xact(), source, event.get("metadata"));
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
      result.put("comments", RawArray.append(stored.get("comments"), List.of(comment(draft))));
    }
    return result;
  }

  private byte[] comment(RowDraft draft) {
    return new RawObject()
        .put("id", Json.string(commentId(draft)))
        .put("_xact_id", Json.string(Long.toString(draft.xact())))
        .put("created", Timestamps.json(draft.time()))
        .put("comment", new RawObject().put("text", event.get("comment")).toBytes())
        .put("metadata", event.isNull("metadata") ? Json.EMPTY_OBJECT : event.get("metadata"))
        .put("source", Json.string(source))
        .toBytes();
  }

  /** Made from what is known already, so that the demo data is the same each time. */
  private String commentId(RowDraft draft) {
    return UUID.nameUUIDFromBytes(
            Json.utf8(draft.id() + '\0' + draft.xact() + '\0' + event.text("comment")))
        .toString();
  }
}
