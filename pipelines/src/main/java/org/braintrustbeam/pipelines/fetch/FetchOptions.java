package org.braintrustbeam.pipelines.fetch;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Argument;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** Flags of {@link Fetch}. */
@Description("Prints an experiment as flat records, one for each root test case.")
public interface FetchOptions extends BraintrustOptions {
  @Description("The experiment: an id, or a name with --project.")
  @Argument("EXPERIMENT")
  String getExperiment();

  void setExperiment(String value);

  @Description("Only records whose 'expected' somebody edited.")
  @Default.Boolean(false)
  boolean getEditedOnly();

  void setEditedOnly(boolean value);

  @Description("With --edited-only: where the edit must have come from. Default: anywhere.")
  @Label("app|api|external")
  @Nullable String getEditSource();

  void setEditSource(@Nullable String value);

  @Description("At most this many records, the newest first. Default: all.")
  @Label("N")
  @Range(min = 1)
  @Nullable Integer getMaxResults();

  void setMaxResults(@Nullable Integer value);

  @Description("Rows a page, at most 1000.")
  @Label("N")
  @Range(min = 1, max = 1000)
  @Default.Integer(1000)
  int getLimit();

  void setLimit(int value);

  @Description("A JSON array, or one record a line. Default: jsonl if --output ends so, else json.")
  @Label("json|jsonl")
  @Nullable String getFormat();

  void setFormat(@Nullable String value);
}
