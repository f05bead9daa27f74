package org.braintrustbeam.pipelines.createfacetdataset;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.labelling.LabellingOptions;
import org.jspecify.annotations.Nullable;

/** Flags of {@link CreateFacetDataset}. */
@Description(
    "Reads facet calls out of production spans, has a better model label a balanced sample of them,"
        + " and writes the result to a dataset with a training and a validation part.")
public interface CreateFacetDatasetOptions extends SourceOptions, LabellingOptions {
  @Description("Project of the dataset, made if there is none. Default: --project.")
  @Label("NAME|ID")
  @Environment({"FACET_OPTIMIZER_TARGET_PROJECT", "FACET_OPTIMIZER_PROJECT"})
  @Nullable String getTargetProject();

  void setTargetProject(@Nullable String value);

  @Description("Organisation of the dataset. Default: --org.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_TARGET_ORG")
  @Nullable String getTargetOrg();

  void setTargetOrg(@Nullable String value);

  @Description("Name of the dataset, made if there is none.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_DATASET")
  @Nullable String getDataset();

  void setDataset(@Nullable String value);

  @Description("Share of the rows that is for validation, from 0 to less than 1.")
  @Label("F")
  @Environment("FACET_OPTIMIZER_VALIDATION_FRACTION")
  @Default.Double(0.2)
  double getValidationFraction();

  void setValidationFraction(double value);

  @Description(
      "'exact' puts as many rows of each facet and bucket aside as the fraction says; 'threshold'"
          + " decides each row alone, so that rows that are added later move no others.")
  @Label("exact|threshold")
  @Environment("FACET_OPTIMIZER_SPLIT_BY")
  @Default.String("exact")
  String getSplitBy();

  void setSplitBy(String value);

  @Description(
      "Keep rows on one side that have this in common, with --split-by threshold: root_span, or"
          + " metadata.<path> of the span.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_SPLIT_GROUP_BY")
  @Nullable String getSplitGroupBy();

  void setSplitGroupBy(@Nullable String value);

  @Description(
      "Leave rows that are in the dataset already on the side they are on; auto does so with"
          + " --split-by threshold.")
  @Label("auto|yes|no")
  @Environment("FACET_OPTIMIZER_KEEP_SPLITS")
  @Default.String("auto")
  String getKeepSplits();

  void setKeepSplits(String value);

  @Description("Write labels over those that a person has corrected in the dataset, too.")
  @Environment("FACET_OPTIMIZER_OVERWRITE_EDITED")
  @Default.Boolean(false)
  boolean getOverwriteEdited();

  void setOverwriteEdited(boolean value);

  @Description("Choose the calls and say what labels for them would cost; buy and write nothing.")
  @Environment("FACET_OPTIMIZER_DRY_RUN")
  @Default.Boolean(false)
  boolean getDryRun();

  void setDryRun(boolean value);

  @Description("Label and write all files, and leave the dataset alone.")
  @Environment("FACET_OPTIMIZER_SKIP_UPLOAD")
  @Default.Boolean(false)
  boolean getSkipUpload();

  void setSkipUpload(boolean value);

  @Description("Folder in which each run has a folder with its files.")
  @Label("FOLDER")
  @Environment("FACET_OPTIMIZER_OUTPUT_ROOT")
  @Default.String(".local/facet-optimizer")
  String getOutputRoot();

  void setOutputRoot(String value);

  @Description("Go on with this run: the same spans, and no label is bought twice.")
  @Label("RUN_ID")
  @Environment("FACET_OPTIMIZER_RESUME")
  @Nullable String getResume();

  void setResume(@Nullable String value);
}
