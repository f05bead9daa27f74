package org.braintrustbeam.emulator.rows;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/** Which fields of a written row are the caller's, and what they must look like. */
public final class EventFields {
  private static final Set<String> CONTROLS =
      Set.of(
          "_is_merge",
          "_merge_paths",
          "_object_delete",
          "_array_delete",
          AuditSource.SOURCE,
          AuditSource.METADATA);

  /**
   * What the server fills in itself; a caller that copies a row may send it and is not believed.
   */
  private static final Set<String> OWNED =
      Set.of(
          "id",
          "_xact_id",
          "_pagination_key",
          "org_id",
          "project_id",
          "dataset_id",
          "experiment_id",
          "log_id",
          "is_root",
          "audit_data",
          "comments",
          "_async_scoring_state");

  /** What the first insert settles: a merge leaves it as it is. */
  private static final Set<String> FIXED =
      Set.of("created", "span_id", "root_span_id", "span_parents");

  private static final Set<String> OBJECTS =
      Set.of("metadata", "metrics", "scores", "span_attributes", "context");
  private static final Set<String> ARRAYS = Set.of("tags", "span_parents");

  private EventFields() {}

  /** The fields that a replacing write sets. */
  static Stream<Map.Entry<String, byte[]>> given(RawObject event) {
    return event.entries().stream()
        .filter(field -> !CONTROLS.contains(field.getKey()) && !OWNED.contains(field.getKey()));
  }

  /** The fields that a merging write sets. */
  static Stream<Map.Entry<String, byte[]>> mergeable(RawObject event) {
    return given(event).filter(field -> !FIXED.contains(field.getKey()));
  }

  /**
   * Refuses values of a type that the row cannot have.
   *
   * @param where the start of the JSON path, with its comma, for the message
   */
  public static void check(RawObject event, String where) {
    OBJECTS.forEach(name -> check(event, name, "object", where));
    ARRAYS.forEach(name -> check(event, name, "array", where));
    for (byte[] item : RawArray.items(event.get("tags"))) {
      if (!Json.isString(item)) {
        throw invalidType("string", Json.kind(item), where + "\"tags\"");
      }
    }
    String created = event.text("created");
    if (created != null && Timestamps.parse(created) == null) {
      throw ApiError.badRequest("'created' is not an ISO 8601 time: " + created);
    }
    event.text("span_id");
    event.text("root_span_id");
    if (!event.isNull("_parent_id")) {
      throw ApiError.badRequest("'_parent_id' is not supported by the emulator");
    }
  }

  private static void check(RawObject event, String name, String type, String where) {
    String kind = Json.kind(event.get(name));
    if (!kind.equals("null") && !kind.equals(type)) {
      throw invalidType(type, kind, where + "\"" + name + "\"");
    }
  }

  private static ApiError invalidType(String expected, String received, String path) {
    return ApiError.badRequest(
        "[{\"code\":\"invalid_type\",\"expected\":\"%s\",\"received\":\"%s\",\"path\":[%s],"
                .formatted(expected, received, path)
            + "\"message\":\"Expected %s, received %s\"}]".formatted(expected, received));
  }
}
