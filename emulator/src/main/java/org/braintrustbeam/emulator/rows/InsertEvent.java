package org.braintrustbeam.emulator.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonMerge;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** A row as it was sent to an insert route. */
public final class InsertEvent implements RowChange {
  private final RowTarget target;
  private final RawObject event;
  private final String id;
  private final AuditSource by;
  private final JsonMerge merge;
  private final List<ArrayDelete> arrayDeletes;

  public InsertEvent(RowTarget target, RawObject event, int place) {
    this(target, event, "\"events\"," + place + ",");
  }

  /**
   * Checks a row.
   *
   * @param where the start of the JSON path of the row, with its comma, for messages
   */
  InsertEvent(RowTarget target, RawObject event, String where) {
    EventFields.check(event, where);
    this.target = target;
    this.event = event;
    this.id = event.isNull("id") ? UUID.randomUUID().toString() : event.requiredText("id");
    this.by = AuditSource.ofRow(event);
    this.merge = new JsonMerge(paths(event.get("_merge_paths")));
    this.arrayDeletes =
        RawArray.items(event.get("_array_delete")).stream().map(ArrayDelete::parse).toList();
    if (!arrayDeletes.isEmpty() && !event.isTrue("_is_merge")) {
      throw ApiError.badRequest("'_array_delete' needs '_is_merge'");
    }
  }

  private static Set<List<String>> paths(byte[] paths) {
    Set<List<String>> parsed = new HashSet<>();
    RawArray.items(paths).forEach(path -> parsed.add(path(path)));
    return parsed;
  }

  static List<String> path(byte[] path) {
    List<byte[]> keys = JsonSlices.array(path);
    if (keys.isEmpty() || !keys.stream().allMatch(Json::isString)) {
      throw ApiError.badRequest("A path must be a list of keys");
    }
    return keys.stream().map(Json::text).toList();
  }

  @Override
  public RowTarget target() {
    return target;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void apply(RowDraft draft) {
    if (event.isTrue("_object_delete")) {
      draft.delete();
    } else if (event.isTrue("_is_merge") && draft.fields() != null) {
      merge(draft, draft.fields());
    } else {
      draft.set(NewRow.of(draft, event, by.audit(draft.xact())));
    }
  }

  private void merge(RowDraft draft, RawObject stored) {
    RowMerge row = new RowMerge(stored, by.audit(draft.xact()));
    EventFields.mergeable(event)
        .forEach(
            field ->
                row.set(
                    field.getKey(),
                    merge.field(field.getKey(), stored.get(field.getKey()), field.getValue())));
    arrayDeletes.forEach(delete -> delete.apply(row));
    draft.set(row.result());
  }

  /** An item of {@code _array_delete}. */
  private record ArrayDelete(List<String> path, List<byte[]> gone) {
    static ArrayDelete parse(byte[] json) {
      RawObject item = RawObject.parse(json);
      return new ArrayDelete(
          InsertEvent.path(item.get("path")), RawArray.items(item.get("delete")));
    }

    void apply(RowMerge row) {
      String field = path.get(0);
      row.set(field, JsonMerge.without(row.get(field), path.subList(1, path.size()), gone));
    }
  }
}
