package org.braintrustbeam.io.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds rows for tests: {@code row("r1").atXact(8).with("expected", "\"4\"").build()}. */
public final class RowBuilder {
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final String id;
  private String objectId = "dataset-1";
  private long xactId = 1;
  private boolean deleted;

  private RowBuilder(String id) {
    this.id = id;
  }

  public static RowBuilder row(String id) {
    return new RowBuilder(id);
  }

  public RowBuilder in(String objectId) {
    this.objectId = objectId;
    return this;
  }

  public RowBuilder atXact(long xactId) {
    this.xactId = xactId;
    return this;
  }

  public RowBuilder deleted() {
    this.deleted = true;
    return this;
  }

  /** Sets a field to a JSON text. */
  public RowBuilder with(String field, String json) {
    fields.put(field, json);
    return this;
  }

  public RowVersion build() {
    StringBuilder json =
        new StringBuilder(
            "{\"id\":\"%s\",\"_xact_id\":\"%s\"".formatted(id, Long.toUnsignedString(xactId)));
    fields.forEach((name, value) -> json.append(",\"").append(name).append("\":").append(value));
    if (deleted) {
      json.append(",\"_object_delete\":true");
    }
    return RowVersion.scan(objectId, json.append('}').toString().getBytes(UTF_8));
  }
}
