package org.braintrustbeam.pipelines.labelling;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** Flags about the model that labels; none of them holds its key. */
public interface LabellingOptions extends BraintrustOptions {
  @Description("The model whose answers become the labels.")
  @Label("NAME")
  @Environment({"FACET_OPTIMIZER_GROUND_TRUTH_MODEL", "FACET_OPTIMIZER_JUDGE_MODEL"})
  @Default.String("gpt-5.4")
  String getGroundTruthModel();

  void setGroundTruthModel(String value);

  @Description(
      "Where that model is asked, up to /chat/completions. Default: Braintrust's proxy at --api-url,"
          + " or https://api.braintrust.dev/v1/proxy.")
  @Label("URL")
  @Environment({
    "FACET_OPTIMIZER_GROUND_TRUTH_API_BASE",
    "FACET_OPTIMIZER_LABEL_API_BASE",
    "FACET_OPTIMIZER_JUDGE_API_BASE",
    "BRAINTRUST_PROXY_API_BASE"
  })
  @Nullable String getGroundTruthApiBase();

  void setGroundTruthApiBase(@Nullable String value);

  @Description(
      "File with the key for that model. Default: the first of FACET_OPTIMIZER_GROUND_TRUTH_API_KEY,"
          + " …_LABEL_API_KEY, …_JUDGE_API_KEY, OPENAI_API_KEY, BRAINTRUST_API_KEY that is meant for"
          + " the host.")
  @Label("FILE")
  @Environment("FACET_OPTIMIZER_GROUND_TRUTH_API_KEY_FILE")
  @Nullable String getGroundTruthApiKeyFile();

  void setGroundTruthApiKeyFile(@Nullable String value);

  @Description("Requests to that model in flight, in the whole run.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_CONCURRENCY")
  @Default.Integer(128)
  @Range(min = 1, max = 4096)
  int getConcurrency();

  void setConcurrency(int value);

  @Description("Label no more calls than this, the newest first. Default: no limit.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_MAX_LABELS")
  @Range(min = 1)
  @Nullable Integer getMaxLabels();

  void setMaxLabels(@Nullable Integer value);
}
