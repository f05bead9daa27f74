package org.braintrustbeam.transforms.update;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * What became of one edited row of an experiment. Each has one, but for trials that say the same as
 * the newest one of their record.
 *
 * @param kind what
 * @param key the dataset record; the experiment's row where it has no dataset record
 * @param change the change to make, for {@link Kind#CHANGE} alone
 * @param shown what a person is shown: the event of a change, the three values of a conflict
 */
@DefaultCoder(UpdateOutcomeCoder.class)
public record UpdateOutcome(Kind kind, RowKey key, @Nullable RowChange change, RawJson shown) {

  /** Kinds of outcome. */
  public enum Kind {
    /** The record is to be changed. */
    CHANGE,
    /** The record has these values already. */
    UNCHANGED,
    /** The record was changed to something else since the experiment ran. */
    CONFLICT,
    /** The record is not in its dataset any more. */
    MISSING,
    /** Another row of the experiment has a newer and different edit of the same record. */
    SUPERSEDED,
    /** The row names no dataset record. */
    NO_ORIGIN
  }

  static UpdateOutcome of(Kind kind, RowKey key) {
    return new UpdateOutcome(kind, key, null, RawJson.NULL);
  }

  /**
   * As a line of the result, sorted by record: {@code {kind, dataset_id, id, unchecked, shown}}.
   */
  public OrderedRow toOrderedRow() {
    Map<String, RawJson> line = new LinkedHashMap<>();
    line.put("kind", JsonMerge.string(kind.name()));
    line.put("dataset_id", JsonMerge.string(key.objectId()));
    line.put("id", JsonMerge.string(key.rowId()));
    line.put("unchecked", RawJson.of(Boolean.toString(isUnchecked())));
    line.put("shown", shown);
    return new OrderedRow(
        key.objectId() + '\0' + key.rowId() + '\0' + kind, JsonMerge.object(line));
  }

  private boolean isUnchecked() {
    return change != null && change.reason() == RowChange.Reason.CORRECTED_UNCHECKED;
  }
}
