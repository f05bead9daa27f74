package org.braintrustbeam.pipelines.syncdatasets;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Argument;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.ReplayOptions;

/** Flags of {@link SyncDatasets}. */
@Description(
    "Compares datasets by input and gives every row the newest answer. Shows what it would do,"
        + " unless --apply is given.")
public interface SyncDatasetsOptions extends ReplayOptions {
  @Description("The datasets, at least two: ids, or names with --project.")
  @Argument("DATASET")
  List<String> getDatasets();

  void setDatasets(List<String> value);

  @Description("Write the changes.")
  @Default.Boolean(false)
  boolean getApply();

  void setApply(boolean value);

  @Description("The newest row is the one created last, or the one written last.")
  @Label("created|modified")
  @Default.String("created")
  String getNewestBy();

  void setNewestBy(String value);

  @Description("Fields to compare and copy, joined by commas: some of expected, metadata, tags.")
  @Label("LIST")
  @Default.String("expected")
  String getFields();

  void setFields(String value);

  @Description("Also copy rows into datasets that have no row with that input.")
  @Default.Boolean(false)
  boolean getAddMissing();

  void setAddMissing(boolean value);
}
