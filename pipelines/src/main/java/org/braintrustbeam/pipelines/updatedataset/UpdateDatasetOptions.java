package org.braintrustbeam.pipelines.updatedataset;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Argument;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.ReplayOptions;
import org.jspecify.annotations.Nullable;

/** Flags of {@link UpdateDataset}. */
@Description("Writes what people corrected in an experiment back to the dataset it ran on.")
public interface UpdateDatasetOptions extends ReplayOptions {
  @Description("The experiment: an id, or a name with --project.")
  @Argument("EXPERIMENT")
  String getExperiment();

  void setExperiment(String value);

  @Description("Show what would be written, and write nothing.")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description("Fields to write, joined by commas: some of expected, input, metadata.")
  @Label("LIST")
  @Default.String("expected,input,metadata")
  String getFields();

  void setFields(String value);

  @Description("Only edits that came from there. Default: anywhere.")
  @Label("app|api|external")
  @Nullable String getEditSource();

  void setEditSource(@Nullable String value);

  @Description(
      "What to do with a record that somebody changed to something else since the experiment ran:"
          + " leave it, write the correction, or write nothing at all.")
  @Label("skip|overwrite|fail")
  @Default.String("skip")
  String getOnConflict();

  void setOnConflict(String value);

  @Description("Make a record again that was deleted since the experiment ran.")
  @Default.Boolean(false)
  boolean getRecreateMissing();

  void setRecreateMissing(boolean value);

  @Description("End with 0 when there is no edited record.")
  @Default.Boolean(false)
  boolean getAllowEmpty();

  void setAllowEmpty(boolean value);
}
