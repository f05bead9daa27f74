package org.braintrustbeam.transforms.sync;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.keys.Created;

/**
 * What matters of a row of one of the datasets that are kept in step.
 *
 * @param position of its dataset on the command line, from 0
 * @param rowId its id there
 * @param xactId of its newest version
 * @param created when the row was first made
 * @param forItsId whether it stands with an input that it does not have, because it has the id that
 *     a row added for that input would get
 * @param fields its {@code input} and what is compared; all fields where it may have to be copied
 */
@DefaultCoder(SyncRowCoder.class)
record SyncRow(
    int position,
    String rowId,
    long xactId,
    Instant created,
    boolean forItsId,
    Map<String, RawJson> fields) {

  static SyncRow parse(RowVersion row, SyncPlan plan) {
    Map<String, RawJson> all = row.json().fields();
    Instant created = Created.of(all.getOrDefault("created", RawJson.NULL));
    int position = plan.datasetIds().indexOf(row.key().objectId());
    SyncRow whole = new SyncRow(position, row.key().rowId(), row.xactId(), created, false, all);
    return plan.addMissing() ? whole : whole.onlyCompared(plan);
  }

  /** Without what matters only of the row that is copied. */
  SyncRow onlyCompared(SyncPlan plan) {
    Map<String, RawJson> compared = new LinkedHashMap<>(4);
    for (String name : plan.fields()) {
      if (fields.containsKey(name)) {
        compared.put(name, field(name));
      }
    }
    compared.put("input", field("input"));
    return new SyncRow(position, rowId, xactId, created, forItsId, compared);
  }

  /** To stand with the input that its id is made of. */
  SyncRow standingForItsId() {
    return new SyncRow(position, rowId, xactId, created, true, Map.of());
  }

  /** The same, with the other row's values where these are the same bytes, to keep them once. */
  SyncRow sharing(SyncRow other) {
    Map<String, RawJson> shared = new LinkedHashMap<>(fields);
    shared.replaceAll((name, value) -> value.equals(other.field(name)) ? other.field(name) : value);
    return new SyncRow(position, rowId, xactId, created, forItsId, shared);
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
