package org.braintrustbeam.transforms.sync;

import java.time.Instant;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.keys.Created;

/**
 * A row of one of the datasets that are kept in step, parsed.
 *
 * @param key which row
 * @param xactId of its newest version
 * @param position of its dataset on the command line, from 0
 * @param created when the row was first made
 * @param fields its fields
 */
record SyncRow(
    RowKey key, long xactId, int position, Instant created, Map<String, RawJson> fields) {

  static SyncRow parse(RowVersion row, SyncPlan plan) {
    Map<String, RawJson> fields = row.json().fields();
    return new SyncRow(
        row.key(),
        row.xactId(),
        plan.datasetIds().indexOf(row.key().objectId()),
        Created.of(fields.getOrDefault("created", RawJson.NULL)),
        fields);
  }

  RawJson field(String name) {
    return fields.getOrDefault(name, RawJson.NULL);
  }

  /** Whether a field says the same in both; null, absent and <code>{}</code> are one value. */
  boolean agreesOn(String field, SyncRow other) {
    return CanonicalJson.sameOrBothEmpty(comparable(field), other.comparable(field));
  }

  /** No tags are no tags; of {@code expected} an empty list may be the answer. */
  private RawJson comparable(String field) {
    RawJson value = field(field);
    return field.equals("tags") && value.isArray() && value.elements().isEmpty()
        ? RawJson.NULL
        : value;
  }
}
