package org.braintrustbeam.pipelines.syncdatasets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.transforms.sync.SyncCount;

/** The outcome of a run, read from its folders; the lists of changes are streamed. */
final class SyncResult {
  private final List<NamedObject> datasets;
  private final SyncDatasetsOptions options;
  private final Folders folders;
  private final Map<String, Long> counts = new HashMap<>();
  private final long updated;
  private final long failed;

  private SyncResult(
      List<NamedObject> datasets, SyncDatasetsOptions options, Folders folders, long failed)
      throws IOException {
    this.datasets = List.copyOf(datasets);
    this.options = options;
    this.folders = folders;
    this.failed = failed;
    this.updated = folders.countWritten();
    folders.forEach(
        SyncPipeline.COUNTS,
        line ->
            line.fields()
                .forEach((name, value) -> counts.put(name, Long.parseLong(value.toString()))));
  }

  static SyncResult of(
      List<NamedObject> datasets, SyncDatasetsOptions options, Folders folders, long failed)
      throws IOException {
    return new SyncResult(datasets, options, folders, failed);
  }

  List<NamedObject> datasets() {
    return datasets;
  }

  boolean applied() {
    return options.getApply();
  }

  long updated() {
    return updated;
  }

  long failed() {
    return failed;
  }

  long entries(NamedObject dataset) {
    return counts.getOrDefault(dataset.id(), 0L);
  }

  long count(SyncCount what) {
    return counts.getOrDefault(what.jsonKey(), 0L);
  }

  String otherNewestBy() {
    return options.getNewestBy().equals("created") ? "modified" : "created";
  }

  /** How many records would lose their answer, because the newest row has none. */
  long emptied() throws IOException {
    return folders.count(
        SyncPipeline.CHANGES,
        line -> {
          RawJson entry = line.field("entry");
          RawJson after = entry.field("new_expected");
          return entry.fields().containsKey("new_expected")
              && (after.isNull() || after.isEmptyObject())
              && !line.field("added").toString().equals("true");
        });
  }

  /** Each change of a dataset, by record: the object that the result lists. */
  void forEachEntry(NamedObject dataset, boolean added, Folders.ValueConsumer action)
      throws IOException {
    folders.forEach(
        SyncPipeline.CHANGES,
        line -> {
          Map<String, RawJson> change = line.fields();
          RawJson id = change.getOrDefault("dataset_id", RawJson.NULL);
          RawJson wasAdded = change.getOrDefault("added", RawJson.NULL);
          if (dataset.id().equals(id.text()) && wasAdded.toString().equals("" + added)) {
            action.accept(change.getOrDefault("entry", RawJson.NULL));
          }
        });
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("datasets");
    for (NamedObject dataset : datasets) {
      json.writeObjectFieldStart(dataset.id());
      json.writeStringField("name", dataset.name());
      json.writeNumberField("entry_count", entries(dataset));
      json.writeEndObject();
    }
    json.writeEndObject();
    writeCount(json, SyncCount.UNIQUE_INPUTS);
    writeCount(json, SyncCount.INPUTS_IN_MULTIPLE);
    writeCount(json, SyncCount.INPUTS_WITH_DIFFS);
    writeCount(json, SyncCount.DISAGREEMENTS);
    writeChanges(json, "updates", false);
    if (options.getAddMissing()) {
      writeChanges(json, "additions", true);
    }
    json.writeBooleanField("applied", applied());
    if (applied()) {
      json.writeNumberField("updated", updated);
      json.writeNumberField("failed", failed);
    }
  }

  private void writeCount(JsonGenerator json, SyncCount what) throws IOException {
    json.writeNumberField(what.jsonKey(), count(what));
  }

  private void writeChanges(JsonGenerator json, String name, boolean added) throws IOException {
    json.writeObjectFieldStart(name);
    for (NamedObject dataset : datasets) {
      boolean[] any = {false};
      forEachEntry(
          dataset,
          added,
          entry -> {
            if (!any[0]) {
              json.writeArrayFieldStart(dataset.id());
              any[0] = true;
            }
            ResultJson.writeRaw(json, entry);
          });
      if (any[0]) {
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }
}
