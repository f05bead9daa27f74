package org.braintrustbeam.pipelines.command;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Flags that every command has; none of them holds a secret. */
public interface BraintrustOptions extends PipelineOptions {
  @Description(
      "Braintrust's data plane. Default: the organisation's own, or https://api.braintrust.dev."
          + " The word 'embedded' starts a throw-away local server with demo data.")
  @Label("URL")
  @Environment("BRAINTRUST_API_URL")
  @Nullable String getApiUrl();

  void setApiUrl(@Nullable String value);

  @Description(
      "Braintrust's app, for the login and for links. Default: https://www.braintrust.dev.")
  @Label("URL")
  @Environment("BRAINTRUST_APP_URL")
  @Nullable String getAppUrl();

  void setAppUrl(@Nullable String value);

  @Description("Organisation. Default: the only one the key sees.")
  @Label("NAME")
  @Environment("BRAINTRUST_ORG_NAME")
  @Nullable String getOrg();

  void setOrg(@Nullable String value);

  @Description("Project in which names are looked up.")
  @Label("NAME|ID")
  @Environment("BRAINTRUST_DEFAULT_PROJECT")
  @Nullable String getProject();

  void setProject(@Nullable String value);

  @Description("File with the API key, instead of BRAINTRUST_API_KEY.")
  @Label("FILE")
  @Nullable String getApiKeyFile();

  void setApiKeyFile(@Nullable String value);

  @Description("Requests in flight in the whole run. Default: 16 for reads, 8 for writes.")
  @Label("N")
  @Range(min = 1)
  @Nullable Integer getRequestConcurrency();

  void setRequestConcurrency(@Nullable Integer value);

  @Description("Request budget of the whole run per minute. Default: no limit.")
  @Label("N")
  @Environment("BRAINTRUST_BEAM_REQUESTS_PER_MINUTE")
  @Range(min = 1)
  @Nullable Integer getRequestsPerMinute();

  void setRequestsPerMinute(@Nullable Integer value);

  @Description("'query' reads ranges of keys in parallel by SQL, 'fetch' pages one by one.")
  @Label("query|fetch")
  @Default.String("query")
  String getReadMode();

  void setReadMode(String value);

  @Description("How often one request is repeated.")
  @Label("N")
  @Default.Integer(6)
  @Range(min = 0)
  int getMaxRetries();

  void setMaxRetries(int value);

  @Description("Seconds one attempt of a request may take.")
  @Label("S")
  @Default.Integer(120)
  @Range(min = 1)
  int getRequestTimeout();

  void setRequestTimeout(int value);

  @Description("File for the result. Default: standard output.")
  @Label("FILE")
  @Nullable String getOutput();

  void setOutput(@Nullable String value);

  @Description(
      "File for rows that could not be processed, one JSON a line with its reason; by default"
          + " <output>.rejected.jsonl. The file of an earlier run is replaced if there are any.")
  @Label("FILE")
  @Nullable String getDeadLetter();

  void setDeadLetter(@Nullable String value);

  @Description("Print the result as JSON where the default is text for people.")
  @Default.Boolean(false)
  boolean getJson();

  void setJson(boolean value);
}
