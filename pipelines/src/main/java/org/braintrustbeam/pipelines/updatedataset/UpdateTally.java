package org.braintrustbeam.pipelines.updatedataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RowCursor;
import org.braintrustbeam.transforms.update.UpdateOutcome.Kind;

/** What became of all corrections, counted by dataset. */
final class UpdateTally {
  private static final int IDS_SHOWN = 10;

  private final Map<String, DatasetTally> byDataset = new TreeMap<>();
  private final Map<Kind, Long> totals = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> firstIds = new EnumMap<>(Kind.class);

  static UpdateTally of(Folders folders) throws IOException {
    folders.settle(UpdatePipeline.OUTCOMES, UpdateTally::isUnchanged);
    UpdateTally tally = new UpdateTally();
    try (RowCursor written = folders.written()) {
      folders.forEach(UpdatePipeline.OUTCOMES, line -> tally.add(line, written.contains(line)));
    }
    return tally;
  }

  private static boolean isUnchanged(RawJson line) {
    return Kind.UNCHANGED.name().equals(line.field("kind").text());
  }

  /** A row that an attempt of this run has written is changed, whatever the next one found. */
  private void add(RawJson line, boolean written) {
    Map<String, RawJson> outcome = line.fields();
    Kind found = Kind.valueOf(text(outcome, "kind"));
    Kind kind = written && found == Kind.UNCHANGED ? Kind.CHANGE : found;
    totals.merge(kind, 1L, Long::sum);
    List<String> ids = firstIds.computeIfAbsent(kind, k -> new ArrayList<>());
    if (ids.size() < IDS_SHOWN) {
      ids.add(text(outcome, "id"));
    }
    if (kind != Kind.NO_ORIGIN) {
      byDataset
          .computeIfAbsent(text(outcome, "dataset_id"), id -> new DatasetTally())
          .add(kind, text(outcome, "unchecked").equals("true"));
    }
  }

  private static String text(Map<String, RawJson> outcome, String name) {
    RawJson value = outcome.getOrDefault(name, RawJson.NULL);
    String text = value.text();
    return text == null ? value.toString() : text;
  }

  /** By the datasets' ids, in their order. */
  Map<String, DatasetTally> byDataset() {
    return byDataset;
  }

  long total(Kind kind) {
    return totals.getOrDefault(kind, 0L);
  }

  boolean isEmpty() {
    return totals.isEmpty();
  }

  /** The first few ids that came out so, for a message. */
  String ids(Kind kind) {
    String ids = String.join(", ", firstIds.getOrDefault(kind, List.of()));
    return total(kind) > IDS_SHOWN ? ids + ", …" : ids;
  }
}
