package org.braintrustbeam.pipelines.curate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.curate.JudgeCases.Verdict;
import org.braintrustbeam.transforms.curate.ScoredTraces;

/** The result of a run as JSON: {@code summary.json}, and what {@code --json} prints. */
final class CurateResult {
  private final CurateOptions options;
  private final CurateSettings settings;
  private final CurateStart start;
  private final CurateTotals totals;
  private final BoughtAnswers bought;
  private final Folders folders;

  CurateResult(
      CurateOptions options,
      CurateSettings settings,
      CurateStart start,
      CurateTotals totals,
      BoughtAnswers bought,
      Folders folders) {
    this.options = options;
    this.settings = settings;
    this.start = start;
    this.totals = totals;
    this.bought = bought;
    this.folders = folders;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("run_id", start.folder().id());
    json.writeStringField("run_dir", start.folder().path());
    json.writeStringField("review_file", start.folder().file("review.jsonl"));
    json.writeBooleanField("dry_run", !options.getExecute());
    json.writeStringField("project", settings.project());
    json.writeStringField("project_id", start.logs().id());
    json.writeStringField("dataset", settings.dataset());
    writeCases(json);
    writeCounts(json, "bucket_counts", totals.buckets());
    writeCounts(json, "split_counts", totals.sides());
    writeRows(json);
    writeLabels(json);
    json.writeArrayFieldStart("failed_rows");
    folders.forEach(SelectPipeline.FAILED, line -> ResultJson.writeRaw(json, line));
    json.writeEndArray();
  }

  private void writeCases(JsonGenerator json) throws IOException {
    LabelledFile file = settings.file();
    if (file == null) {
      json.writeArrayFieldStart("scores");
      for (String name : settings.rule().names()) {
        json.writeString(name);
      }
      json.writeEndArray();
      json.writeStringField("window", options.getWindow());
      json.writeNumberField("traces_scored", totals.named(ScoredTraces.TRACES));
      json.writeNumberField("traces_failing", totals.named("traces_failing"));
      json.writeNumberField("traces_passing", totals.named("traces_passing"));
      json.writeNumberField("traces_between", totals.named("traces_between"));
    } else {
      json.writeStringField("labelled_rows", file.name());
      json.writeNumberField("labelled_rows_count", file.size());
    }
    json.writeNumberField("traces_without_input", totals.noInput());
    json.writeNumberField("near_duplicates", totals.duplicates());
    json.writeNumberField("near_duplicates_in_dataset", totals.duplicatesInDataset());
    json.writeNumberField("selected", totals.reviewed());
  }

  private static void writeCounts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  private void writeRows(JsonGenerator json) throws IOException {
    json.writeNumberField("labelled", totals.labelled());
    json.writeNumberField("unlabelled", totals.reviewed() - totals.labelled());
    json.writeNumberField("written", totals.written());
    if (!options.getExecute() && start.dataset() != null) {
      json.writeNumberField("new", totals.found(Verdict.NEW));
      json.writeNumberField("changed", totals.found(Verdict.CHANGED));
    }
    json.writeNumberField("unchanged", totals.found(Verdict.UNCHANGED));
    json.writeArrayFieldStart("kept_edits");
    for (String id : totals.kept()) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private void writeLabels(JsonGenerator json) throws IOException {
    if (!totals.estimate().isNull()) {
      json.writeFieldName("label_estimate");
      ResultJson.writeRaw(json, totals.estimate());
    }
    json.writeObjectFieldStart("labels");
    json.writeNumberField("bought", bought.byThisRun());
    json.writeNumberField("from_dataset", totals.known());
    json.writeNumberField("failed", totals.failed());
    json.writeNumberField("input_tokens", bought.usage().input());
    json.writeNumberField("output_tokens", bought.usage().output());
    json.writeEndObject();
  }
}
