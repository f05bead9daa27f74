package org.braintrustbeam.pipelines.updatedataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.transforms.update.UpdateOutcome.Kind;

/**
 * The JSON of a run: what was or would be written to each dataset.
 *
 * <p>Lists are streamed from the run's folders, so the result may be of any size.
 */
final class UpdateResult {
  private final boolean dryRun;
  private final UpdateTally tally;
  private final Folders folders;
  private final Map<String, DatasetPage> pages;

  UpdateResult(boolean dryRun, UpdateTally tally, Folders folders, Map<String, DatasetPage> pages) {
    this.dryRun = dryRun;
    this.tally = tally;
    this.folders = folders;
    this.pages = Map.copyOf(pages);
  }

  void writeTo(JsonGenerator json) throws IOException {
    if (tally.byDataset().size() == 1) {
      Map.Entry<String, DatasetTally> only = tally.byDataset().entrySet().iterator().next();
      writeDataset(json, only.getKey(), only.getValue());
    } else {
      writeDatasets(json);
    }
  }

  private void writeDatasets(JsonGenerator json) throws IOException {
    if (dryRun) {
      json.writeBooleanField("dry_run", true);
      json.writeNumberField("records_to_update", tally.total(Kind.CHANGE));
    } else {
      json.writeNumberField("updated", folders.countWritten());
    }
    json.writeArrayFieldStart("datasets");
    for (Map.Entry<String, DatasetTally> dataset : tally.byDataset().entrySet()) {
      json.writeStartObject();
      writeDataset(json, dataset.getKey(), dataset.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("skipped_no_origin", tally.total(Kind.NO_ORIGIN));
  }

  private void writeDataset(JsonGenerator json, String id, DatasetTally dataset)
      throws IOException {
    DatasetPage page = pages.getOrDefault(id, new DatasetPage(null, null));
    if (dryRun) {
      json.writeBooleanField("dry_run", true);
      json.writeStringField("dataset_id", id);
      json.writeNumberField("records_to_update", dataset.count(Kind.CHANGE));
      writeShown(json, "events", Kind.CHANGE, id);
      json.writeStringField("dataset_url", page.url());
    } else {
      long updated = writeRowIds(json, id);
      json.writeNumberField("updated", updated);
      json.writeStringField("dataset_id", id);
      json.writeStringField("dataset_name", page.name());
      json.writeStringField("dataset_url", page.url());
    }
    writeRest(json, id, dataset);
  }

  private void writeRest(JsonGenerator json, String id, DatasetTally dataset) throws IOException {
    json.writeNumberField("unchanged", dataset.count(Kind.UNCHANGED));
    json.writeNumberField("unchecked", dataset.unchecked());
    writeShown(json, "conflicts", Kind.CONFLICT, id);
    // With several datasets none can be told which it would have been: the sum stands at the top.
    boolean only = tally.byDataset().size() == 1;
    json.writeNumberField("skipped_no_origin", only ? tally.total(Kind.NO_ORIGIN) : 0);
    json.writeNumberField("missing", dataset.count(Kind.MISSING));
    json.writeNumberField("superseded", dataset.count(Kind.SUPERSEDED));
  }

  private long writeRowIds(JsonGenerator json, String datasetId) throws IOException {
    long[] written = {0};
    json.writeArrayFieldStart("row_ids");
    folders.forEachWritten(
        row -> {
          if (isIn(datasetId, row)) {
            ResultJson.writeRaw(json, row.field("id"));
            written[0]++;
          }
        });
    json.writeEndArray();
    return written[0];
  }

  private void writeShown(JsonGenerator json, String name, Kind kind, String datasetId)
      throws IOException {
    json.writeArrayFieldStart(name);
    folders.forEach(
        UpdatePipeline.OUTCOMES,
        outcome -> {
          if (isIn(datasetId, outcome) && kind.name().equals(outcome.field("kind").text())) {
            ResultJson.writeRaw(json, outcome.field("shown"));
          }
        });
    json.writeEndArray();
  }

  private static boolean isIn(String datasetId, RawJson line) {
    return datasetId.equals(line.field("dataset_id").text());
  }
}
