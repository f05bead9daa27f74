package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** Flags about the model under test and its judge; none of them holds a key. */
public interface EvalModelOptions extends BraintrustOptions {
  @Description("The model under test.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_MODEL")
  @Default.String("brain-facet-1")
  String getModel();

  void setModel(String value);

  @Description(
      "Where that model is asked, up to /chat/completions. Default: Braintrust's proxy at --api-url,"
          + " or https://api.braintrust.dev/v1/proxy.")
  @Label("URL")
  @Environment({"FACET_OPTIMIZER_API_BASE", "BRAINTRUST_PROXY_API_BASE"})
  @Nullable String getApiBase();

  void setApiBase(@Nullable String value);

  @Description(
      "File with the key for that model. Default: the first of FACET_OPTIMIZER_API_KEY,"
          + " OPENAI_API_KEY, BRAINTRUST_API_KEY that is meant for the host.")
  @Label("FILE")
  @Nullable String getModelApiKeyFile();

  void setModelApiKeyFile(@Nullable String value);

  @Description("Seconds one attempt of a request to a model may take. Default: --request-timeout.")
  @Label("S")
  @Environment(value = "FACET_OPTIMIZER_REQUEST_TIMEOUT", behind = "--request-timeout")
  @Range(min = 1)
  @Nullable Integer getModelRequestTimeout();

  void setModelRequestTimeout(@Nullable Integer value);

  @Description("Bound of an answer, in tokens.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_MAX_TOKENS")
  @Default.Integer(20000)
  @Range(min = 1)
  int getMaxTokens();

  void setMaxTokens(int value);

  @Description("Requests to models in flight, in the whole run.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_MAX_CONCURRENCY")
  @Default.Integer(16)
  @Range(min = 1, max = 4096)
  int getMaxConcurrency();

  void setMaxConcurrency(int value);

  @Description("The model that judges whether the facts are right.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_FACTUALITY_MODEL")
  @Default.String("gpt-5.4")
  String getFactualityModel();

  void setFactualityModel(String value);

  @Description("Where the judge is asked. Default: Braintrust's proxy, as for --api-base.")
  @Label("URL")
  @Environment({
    "FACET_OPTIMIZER_FACTUALITY_API_BASE",
    "FACET_OPTIMIZER_JUDGE_API_BASE",
    "BRAINTRUST_PROXY_API_BASE"
  })
  @Nullable String getFactualityApiBase();

  void setFactualityApiBase(@Nullable String value);

  @Description(
      "File with the key for the judge. Default: the first of FACET_OPTIMIZER_FACTUALITY_API_KEY,"
          + " FACET_OPTIMIZER_JUDGE_API_KEY, OPENAI_API_KEY, BRAINTRUST_API_KEY that is meant for the"
          + " host.")
  @Label("FILE")
  @Nullable String getFactualityApiKeyFile();

  void setFactualityApiKeyFile(@Nullable String value);
}
