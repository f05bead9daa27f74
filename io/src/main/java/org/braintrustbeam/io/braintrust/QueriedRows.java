package org.braintrustbeam.io.braintrust;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;

/** Looks by SQL, at the fields of the changes alone. */
final class QueriedRows implements SecondLook {
  private final Api api;
  private final MadeChange test;

  QueriedRows(Api api, MadeChange test) {
    this.api = api;
    this.test = test;
  }

  @Override
  public Set<String> made(String datasetId, List<Reject> moved) {
    Map<String, RowChange> changes = new HashMap<>();
    Set<String> fields = new TreeSet<>();
    for (Reject reject : moved) {
      RowChange change = RejectedChange.of(reject);
      changes.put(reject.key().rowId(), change);
      change.fields().stream().map(FieldChange::name).forEach(fields::add);
    }
    Set<String> made = new HashSet<>();
    newest(new RowsById(api, List.copyOf(fields)), datasetId, changes.keySet())
        .forEach(
            (id, row) -> {
              RowChange change = changes.get(id);
              if (change != null && test.isMade(change, row)) {
                made.add(id);
              }
            });
    return made;
  }

  /** The rows with these ids that are there, {@value LookUpFn#IDS_PER_QUERY} a query. */
  static Map<String, RowVersion> newest(RowsById rows, String datasetId, Set<String> ids) {
    ObjectSnapshot dataset =
        new ObjectSnapshot(ObjectType.DATASET, datasetId, null, -1, ReadMode.QUERY);
    Map<String, RowVersion> newest = new HashMap<>();
    for (Set<String> batch : RowsById.batches(ids, LookUpFn.IDS_PER_QUERY)) {
      for (RowVersion row : rows.read(dataset, batch).rows()) {
        newest.merge(row.key().rowId(), row, QueriedRows::newer);
      }
    }
    newest.values().removeIf(RowVersion::deleted);
    return newest;
  }

  private static RowVersion newer(RowVersion left, RowVersion right) {
    return Long.compareUnsigned(left.xactId(), right.xactId()) >= 0 ? left : right;
  }
}
