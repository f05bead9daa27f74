package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;

/** The JSON schema of an answer, as far as the names of the columns tell it. */
public final class QuerySchema {
  private static final byte[] ANYTHING = Json.EMPTY_OBJECT;
  private static final byte[] TEXT = Json.utf8("{\"type\":\"string\"}");
  private static final byte[] TEXT_OR_NULL = Json.utf8("{\"type\":[\"string\",\"null\"]}");
  private static final byte[] OBJECT = Json.utf8("{\"type\":[\"object\",\"null\"]}");
  private static final byte[] ARRAY = Json.utf8("{\"type\":[\"array\",\"null\"]}");

  private static final Map<String, byte[]> KNOWN =
      Map.ofEntries(
          Map.entry("id", TEXT),
          Map.entry("_xact_id", TEXT),
          Map.entry("_pagination_key", TEXT),
          Map.entry("created", Json.utf8("{\"type\":\"string\",\"format\":\"date-time\"}")),
          Map.entry("org_id", TEXT_OR_NULL),
          Map.entry("project_id", TEXT),
          Map.entry("dataset_id", TEXT_OR_NULL),
          Map.entry("experiment_id", TEXT_OR_NULL),
          Map.entry("log_id", TEXT_OR_NULL),
          Map.entry("span_id", TEXT),
          Map.entry("root_span_id", TEXT),
          Map.entry("is_root", Json.utf8("{\"type\":\"boolean\"}")),
          Map.entry("metadata", OBJECT),
          Map.entry("scores", OBJECT),
          Map.entry("metrics", OBJECT),
          Map.entry("context", OBJECT),
          Map.entry("origin", OBJECT),
          Map.entry("span_attributes", OBJECT),
          Map.entry("facets", OBJECT),
          Map.entry("classifications", OBJECT),
          Map.entry("tags", ARRAY),
          Map.entry("span_parents", ARRAY),
          Map.entry("comments", ARRAY),
          Map.entry("audit_data", ARRAY));

  private QuerySchema() {}

  /** The schema of the answer; what PIVOT makes columns of stands in the data alone. */
  public static byte[] of(Query query, List<byte[]> data) {
    RawObject properties = new RawObject();
    if (query.pivot() != null) {
      data.forEach(
          row -> JsonSlices.object(row).keySet().forEach(n -> properties.put(n, ANYTHING)));
    } else if (query.columns().isEmpty()) {
      all(query, properties);
    } else {
      query.columns().forEach(column -> properties.put(column.name(), type(column.field())));
    }
    RawObject items =
        new RawObject().put("type", Json.string("object")).put("properties", properties.toBytes());
    return new RawObject()
        .put("type", Json.string("array"))
        .put("items", items.toBytes())
        .toBytes();
  }

  private static void all(Query query, RawObject properties) {
    query.from().stream()
        .flatMap(target -> target.type().fields().stream())
        .forEach(field -> properties.put(field, type(field)));
    if (query.shape() == Shape.SUMMARY) {
      properties.put("span_type_info", OBJECT);
    }
    if (query.auditLog()) {
      properties.put("audit_data", OBJECT);
    }
    for (Query.Unpivot unpivot : query.unpivots()) {
      properties.put(unpivot.value(), ANYTHING);
      if (unpivot.key() != null) {
        properties.put(unpivot.key(), TEXT);
      }
    }
  }

  private static byte[] type(String field) {
    return KNOWN.getOrDefault(field, ANYTHING);
  }
}
