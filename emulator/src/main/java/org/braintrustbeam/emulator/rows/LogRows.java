package org.braintrustbeam.emulator.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** The rows of a {@code /logs3} request: each says itself in which object it lies. */
public final class LogRows {
  private final Catalog catalog;

  /** A request has many rows and few objects. */
  private final Map<String, RowTarget> targets = new HashMap<>();

  public LogRows(Catalog catalog) {
    this.catalog = catalog;
  }

  public List<RowChange> read(byte[] rows) {
    List<RowChange> changes = new ArrayList<>();
    for (byte[] row : RawArray.items(rows)) {
      changes.add(change(RawObject.parse(row), changes.size()));
    }
    return changes;
  }

  private RowChange change(RawObject row, int place) {
    RowTarget target = target(row, place);
    return CommentEvent.is(row)
        ? new CommentEvent(target, row)
        : new InsertEvent(target, row, "\"rows\"," + place + ",");
  }

  private RowTarget target(RawObject row, int place) {
    String dataset = row.text("dataset_id");
    if (dataset != null) {
      return target(RowType.DATASET, dataset);
    }
    String experiment = row.text("experiment_id");
    if (experiment != null) {
      return target(RowType.EXPERIMENT, experiment);
    }
    return target(RowType.PROJECT_LOGS, project(row, place));
  }

  private static String project(RawObject row, int place) {
    String log = row.text("log_id");
    if (row.text("prompt_session_id") != null) {
      throw ApiError.badRequest(
          "Row "
              + place
              + ": rows of a prompt session (playground) are not served by the emulator");
    }
    @Nullable String project = row.text("project_id");
    if (project == null || !"g".equals(log)) {
      throw ApiError.badRequest(
          "Row %d names no object: it needs 'dataset_id', 'experiment_id', or 'project_id' with"
                  .formatted(place)
              + " 'log_id' \"g\"");
    }
    return project;
  }

  private RowTarget target(RowType type, String id) {
    return targets.computeIfAbsent(
        type.label() + ' ' + id, unknown -> RowTarget.of(catalog, type, id));
  }
}
