package org.braintrustbeam.transforms.sync;

import static org.braintrustbeam.io.row.FieldChange.Mode.REPLACE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.keys.InputKey;
import org.jspecify.annotations.Nullable;

/** All rows of the datasets that have one input, and what follows from them. */
final class SameInput {
  private static final String ADDED_PREFIX = "sync-";

  private final SyncPlan plan;
  private final InputKey key;
  private final List<SyncRow> rows;
  private final Set<String> datasets;
  private final Set<String> idTaken;

  /**
   * The rows that arrived under a key.
   *
   * @param gathered rows with this input, and rows that have the id an addition would get
   */
  SameInput(SyncPlan plan, InputKey key, List<SyncRow> gathered) {
    this.plan = plan;
    this.key = key;
    Map<Boolean, List<SyncRow>> byInput =
        gathered.stream()
            .sorted(Comparator.comparing(this::keyOf))
            .collect(Collectors.partitioningBy(SyncRow::forItsId));
    this.rows = byInput.getOrDefault(false, List.of());
    this.datasets = datasets(rows);
    this.idTaken = datasets(byInput.getOrDefault(true, List.of()));
  }

  private Set<String> datasets(List<SyncRow> rows) {
    return rows.stream().map(row -> keyOf(row).objectId()).collect(Collectors.toSet());
  }

  private RowKey keyOf(SyncRow row) {
    return new RowKey(plan.datasetIds().get(row.position()), row.rowId());
  }

  /** The id of a row that is added: made of the input, so that a second run finds the row. */
  private static String addedId(InputKey key) {
    return ADDED_PREFIX + key;
  }

  /** The key in the id of a row that was added once; null if it was not. */
  static @Nullable InputKey keyInId(String rowId) {
    return rowId.startsWith(ADDED_PREFIX)
        ? InputKey.parse(rowId.substring(ADDED_PREFIX.length()))
        : null;
  }

  /** Whether no row has this input: those here are here for their id. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether more than one dataset has this input. */
  boolean isInSeveral() {
    return datasets.size() > 1;
  }

  /** Whether the other meaning of "newest" would pick a row that says something else. */
  boolean isDisputed() {
    if (!isInSeveral()) {
      return false;
    }
    SyncRow winner = newest(plan.newestBy());
    SyncRow other = newest(plan.newestBy().other());
    return !plan.fields().stream().allMatch(field -> winner.agreesOn(field, other));
  }

  private SyncRow newest(NewestBy by) {
    return Collections.max(rows, by.order());
  }

  /** Changes that bring every row in line with the newest; none if one dataset alone has it. */
  List<RowChange> updates() {
    if (!isInSeveral()) {
      return List.of();
    }
    SyncRow winner = newest(plan.newestBy());
    List<RowChange> updates = new ArrayList<>();
    for (SyncRow row : rows) {
      List<FieldChange> fields = changes(row, winner);
      if (!fields.isEmpty()) {
        updates.add(update(row, winner, fields));
      }
    }
    return updates;
  }

  private List<FieldChange> changes(SyncRow row, SyncRow winner) {
    return plan.fields().stream()
        .filter(field -> !row.agreesOn(field, winner))
        .map(field -> new FieldChange(field, row.field(field), winner.field(field), REPLACE))
        .toList();
  }

  private RowChange update(SyncRow row, SyncRow winner, List<FieldChange> fields) {
    return new RowChange(
        keyOf(row),
        keyOf(winner),
        row.field("input"),
        fields,
        RowChange.Reason.NEWER_ELSEWHERE,
        row.xactId());
  }

  /** New rows for the datasets that lack this input, if that is asked for. */
  List<RowChange> additions() {
    return missing().filter(dataset -> !idTaken.contains(dataset)).map(this::addition).toList();
  }

  /** Rows that cannot be added: a row whose input was edited since has the id. */
  List<Reject> refusedAdditions() {
    return missing().filter(idTaken::contains).map(this::refusal).toList();
  }

  private Stream<String> missing() {
    return plan.addMissing() && !isEmpty()
        ? plan.datasetIds().stream().filter(dataset -> !datasets.contains(dataset))
        : Stream.of();
  }

  private RowChange addition(String dataset) {
    SyncRow winner = newest(plan.newestBy());
    List<FieldChange> fields = new ArrayList<>();
    // With its age: a copy that counted as newer would later win over edits of the original.
    for (String name : List.of("created", "expected", "input", "metadata", "tags")) {
      if (!winner.field(name).isNull()) {
        fields.add(new FieldChange(name, RawJson.NULL, winner.field(name), REPLACE));
      }
    }
    fields.add(new FieldChange("origin", RawJson.NULL, origin(winner), REPLACE));
    fields.sort(Comparator.comparing(FieldChange::name));
    return new RowChange(
        new RowKey(dataset, addedId(key)),
        keyOf(winner),
        winner.field("input"),
        fields,
        RowChange.Reason.ADDED,
        0);
  }

  private RawJson origin(SyncRow winner) {
    Map<String, RawJson> origin = new LinkedHashMap<>();
    origin.put("object_type", JsonMerge.string("dataset"));
    origin.put("object_id", JsonMerge.string(keyOf(winner).objectId()));
    origin.put("id", JsonMerge.string(winner.rowId()));
    origin.put("_xact_id", JsonMerge.string(Long.toUnsignedString(winner.xactId())));
    return JsonMerge.object(origin);
  }

  private Reject refusal(String dataset) {
    return new Reject(
        "AddMissing",
        Reject.Reason.REFUSED,
        "a row with another input has the id that this input's row would get",
        new RowKey(dataset, addedId(key)),
        JsonMerge.object(newest(plan.newestBy()).fields()));
  }
}
