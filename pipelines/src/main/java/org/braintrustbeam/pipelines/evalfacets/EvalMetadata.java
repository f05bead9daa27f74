package org.braintrustbeam.pipelines.evalfacets;

import java.util.List;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/** What an experiment says of how it came about. */
record EvalMetadata(
    EvalFacetsOptions options,
    EvalPlan plan,
    RunFolder run,
    ObjectSnapshot rows,
    NamedObject dataset) {
  /** What tells the experiment of a run from another one of the same name. */
  static final String KEY = "run_key";

  String experimentName() {
    return options.getExperimentPrefix() + "-" + options.getModel();
  }

  String runId() {
    return run.id();
  }

  String datasetId() {
    return rows.id();
  }

  @Nullable String datasetVersion() {
    return rows.version();
  }

  /** With the names that the scripts gave. */
  RawJson ofExperiment(String key) {
    Integer timeout = options.getModelRequestTimeout();
    ObjectBytes json = new ObjectBytes();
    json.put("dataset_project", JsonMerge.string(plan.datasetProject()));
    json.put("dataset", JsonMerge.string(dataset.name()));
    json.put("dataset_version", text(rows.version()));
    json.put("model", JsonMerge.string(options.getModel()));
    json.put("prompt_file", JsonMerge.string(plan.promptFile()));
    json.put("max_tokens", number(options.getMaxTokens()));
    json.put("request_timeout", number(timeout == null ? options.getRequestTimeout() : timeout));
    json.put("trial_count", number(plan.trials()));
    json.put("max_rows", plan.maxRows() == 0 ? RawJson.NULL : number(plan.maxRows()));
    json.put("facet_filter", list(plan.filter().facets()));
    json.put("split_filter", list(plan.filter().splits()));
    json.put("scoped_dataset_ids_count", number(plan.filter().ids().size()));
    json.put("factuality_model", JsonMerge.string(options.getFactualityModel()));
    json.put("none_rule", JsonMerge.string(plan.rule().word()));
    json.put("prompt_hashes", hashes());
    json.put("run_id", JsonMerge.string(run.id()));
    json.put(KEY, JsonMerge.string(key));
    return json.toJson();
  }

  private RawJson hashes() {
    ObjectBytes hashes = new ObjectBytes();
    plan.definitions().byName().forEach((name, definition) -> hashes.put(name, hash(definition)));
    return hashes.toJson();
  }

  private static RawJson hash(FacetDefinition definition) {
    return JsonMerge.string(definition.promptSha256());
  }

  private static RawJson list(List<String> names) {
    List<String> items = names.stream().map(name -> JsonMerge.string(name).toString()).toList();
    return items.isEmpty() ? RawJson.NULL : RawJson.of("[" + String.join(",", items) + "]");
  }

  private static RawJson number(long value) {
    return RawJson.of(Long.toString(value));
  }

  private static RawJson text(@Nullable String text) {
    return text == null ? RawJson.NULL : JsonMerge.string(text);
  }
}
