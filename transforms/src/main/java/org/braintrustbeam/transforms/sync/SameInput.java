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
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.keys.InputKey;

/** All rows of the datasets that have one input, and what follows from them. */
final class SameInput {
  private final SyncPlan plan;
  private final List<SyncRow> rows;
  private final SyncRow winner;

  SameInput(SyncPlan plan, List<RowVersion> versions) {
    this.plan = plan;
    this.rows =
        versions.stream()
            .map(row -> SyncRow.parse(row, plan))
            .sorted(Comparator.comparing(SyncRow::key))
            .toList();
    this.winner = Collections.max(rows, plan.newestBy().order());
  }

  /** Whether more than one dataset has this input. */
  boolean isInSeveral() {
    return datasets().size() > 1;
  }

  /** Whether the other meaning of "newest" would pick a row that says something else. */
  boolean isDisputed() {
    SyncRow otherWinner = Collections.max(rows, plan.newestBy().other().order());
    return isInSeveral()
        && !plan.fields().stream().allMatch(field -> winner.agreesOn(field, otherWinner));
  }

  /** Changes that bring every row in line with the newest; none if one dataset alone has it. */
  List<RowChange> updates() {
    List<RowChange> updates = new ArrayList<>();
    if (isInSeveral()) {
      for (SyncRow row : rows) {
        List<FieldChange> fields = changes(row);
        if (!fields.isEmpty()) {
          updates.add(update(row, fields));
        }
      }
    }
    return updates;
  }

  private List<FieldChange> changes(SyncRow row) {
    return plan.fields().stream()
        .filter(field -> !row.agreesOn(field, winner))
        .map(field -> new FieldChange(field, row.field(field), winner.field(field), REPLACE))
        .toList();
  }

  private RowChange update(SyncRow row, List<FieldChange> fields) {
    return new RowChange(
        row.key(),
        winner.key(),
        row.field("input"),
        fields,
        RowChange.Reason.NEWER_ELSEWHERE,
        row.xactId());
  }

  /** New rows for the datasets that lack this input, if that is asked for. */
  List<RowChange> additions() {
    if (!plan.addMissing()) {
      return List.of();
    }
    Set<String> have = datasets();
    return plan.datasetIds().stream()
        .filter(dataset -> !have.contains(dataset))
        .map(this::addition)
        .toList();
  }

  /** The id comes from the input, so that the same run again finds the row instead of adding it. */
  private RowChange addition(String dataset) {
    RawJson input = winner.field("input");
    List<FieldChange> fields = new ArrayList<>();
    for (String name : List.of("expected", "input", "metadata", "tags")) {
      if (!winner.field(name).isNull()) {
        fields.add(new FieldChange(name, RawJson.NULL, winner.field(name), REPLACE));
      }
    }
    fields.add(new FieldChange("origin", RawJson.NULL, origin(), REPLACE));
    fields.sort(Comparator.comparing(FieldChange::name));
    return new RowChange(
        new RowKey(dataset, "sync-" + InputKey.of(input)),
        winner.key(),
        input,
        fields,
        RowChange.Reason.ADDED,
        0);
  }

  private RawJson origin() {
    Map<String, RawJson> origin = new LinkedHashMap<>();
    origin.put("object_type", JsonMerge.string("dataset"));
    origin.put("object_id", JsonMerge.string(winner.key().objectId()));
    origin.put("id", JsonMerge.string(winner.key().rowId()));
    origin.put("_xact_id", JsonMerge.string(Long.toUnsignedString(winner.xactId())));
    return JsonMerge.object(origin);
  }

  private Set<String> datasets() {
    return rows.stream().map(row -> row.key().objectId()).collect(Collectors.toSet());
  }
}
