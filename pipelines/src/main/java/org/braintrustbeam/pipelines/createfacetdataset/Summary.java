package org.braintrustbeam.pipelines.createfacetdataset;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.transforms.facet.call.ParseFacetCalls;
import org.braintrustbeam.transforms.facet.definition.FacetPrompt;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.split.CountLeaks;

/** The result of a run: {@code summary.json}, and what is printed. */
final class Summary {
  private final CreateFacetDatasetOptions options;
  private final FacetPlan plan;
  private final RowPlan rowPlan;
  private final RunFolder run;
  private final RunTotals totals;
  private final BoughtAnswers bought;
  private final Folders folders;

  Summary(
      CreateFacetDatasetOptions options,
      FacetPlan plan,
      RowPlan rowPlan,
      RunFolder run,
      RunTotals totals,
      BoughtAnswers bought,
      Folders folders) {
    this.options = options;
    this.plan = plan;
    this.rowPlan = rowPlan;
    this.run = run;
    this.totals = totals;
    this.bought = bought;
    this.folders = folders;
  }

  void writeTo(JsonGenerator json) throws IOException {
    writeWhat(json);
    writeCounts(json);
    writeObject(json, "weak_bucket_counts", totals.weakBuckets());
    writeObject(json, "per_facet_weak_bucket_counts", totals.weakBucketsOfFacets());
    writeObject(json, "final_bucket_counts", totals.buckets());
    writeObject(json, "split_counts", totals.sides());
    writePrompts(json);
    writeFailed(json);
    json.writeBooleanField("dry_run", options.getDryRun());
    json.writeBooleanField("skip_upload", options.getSkipUpload());
    writeMore(json);
  }

  private void writeWhat(JsonGenerator json) throws IOException {
    json.writeStringField("run_id", run.id());
    json.writeStringField("run_dir", run.path());
    json.writeStringField("source_project", plan.sourceProject());
    json.writeStringField("source_project_id", rowPlan.sourceProjectId());
    json.writeStringField("source_org", rowPlan.sourceOrg());
    json.writeStringField("target_project", plan.targetProject());
    json.writeStringField("dataset", plan.dataset());
    json.writeStringField("source_model", options.getSourceModel());
    json.writeStringField("extra_where_sql", options.getExtraWhereSql());
    json.writeStringField("ground_truth_model", options.getGroundTruthModel());
    json.writeNumberField("concurrency", options.getConcurrency());
    json.writeNumberField("validation_fraction", options.getValidationFraction());
  }

  private void writeCounts(JsonGenerator json) throws IOException {
    json.writeNumberField("candidate_count", totals.named(ParseFacetCalls.CANDIDATE_COUNT));
    json.writeNumberField("final_facets_count", totals.finalFacets());
    json.writeNumberField("parsed_call_count", totals.named(ParseFacetCalls.CALL_COUNT));
    json.writeNumberField("selected_call_count", totals.chosen());
    json.writeNumberField("dataset_row_count", totals.rows());
    json.writeNumberField("uploaded_row_count", totals.written());
  }

  private void writePrompts(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("prompt_hashes");
    for (FacetPrompt prompt : totals.prompts()) {
      json.writeStringField(prompt.facetName(), prompt.first().sha256());
    }
    json.writeEndObject();
  }

  private void writeFailed(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("failed_rows");
    folders.forEach(FacetPipeline.FAILED, line -> ResultJson.writeRaw(json, line));
    json.writeEndArray();
  }

  /** What the scripts did not say. */
  private void writeMore(JsonGenerator json) throws IOException {
    json.writeNumberField("unchanged_row_count", totals.unchanged());
    json.writeArrayFieldStart("kept_corrections");
    for (String id : totals.kept()) {
      json.writeString(id);
    }
    json.writeEndArray();
    writeObject(json, "spans_without_call", totals.namedWith("no_call:"));
    writeObject(json, "fallbacks", totals.namedWith("fallback:"));
    if (options.getDryRun()) {
      json.writeFieldName("label_estimate");
      ResultJson.writeRaw(json, totals.estimate());
    } else {
      writeLabels(json);
      json.writeObjectFieldStart("leakage");
      json.writeNumberField("roots_on_both_sides", totals.named(CountLeaks.ROOTS));
      json.writeNumberField("texts_on_both_sides", totals.named(CountLeaks.TEXTS));
      json.writeEndObject();
    }
  }

  private void writeLabels(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("labels");
    json.writeNumberField("bought", bought.byThisRun());
    json.writeNumberField("reused", reused());
    json.writeNumberField("failed", totals.failed());
    json.writeNumberField("input_tokens", bought.usage().input());
    json.writeNumberField("output_tokens", bought.usage().output());
    json.writeEndObject();
  }

  /** Rows that cost nothing: an earlier run, or an equal request, has paid for their answer. */
  long reused() {
    return Math.max(0, totals.rows() - bought.byThisRun());
  }

  private static void writeObject(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
