package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.braintrustbeam.pipelines.command.ReportOptions;
import org.jspecify.annotations.Nullable;

/** Flags of {@link EvalFacets}. */
@Description(
    "Puts facet definitions to a model over the rows of a dataset, scores the answers by what is"
        + " expected there, and writes an experiment that can be read in Braintrust.")
public interface EvalFacetsOptions extends EvalModelOptions, ReportOptions {
  @Description("File of definitions. Default: facet_definitions.yaml in --output-root.")
  @Label("FILE")
  @Environment("FACET_OPTIMIZER_PROMPT")
  @Nullable String getPrompt();

  void setPrompt(@Nullable String value);

  @Description("The dataset.")
  @Label("NAME|ID")
  @Environment("FACET_OPTIMIZER_DATASET")
  @Nullable String getDataset();

  void setDataset(@Nullable String value);

  @Description("Project of the dataset. Default: --eval-project.")
  @Label("NAME|ID")
  @Environment("FACET_OPTIMIZER_DATASET_PROJECT")
  @Nullable String getDatasetProject();

  void setDatasetProject(@Nullable String value);

  @Description("Project of the experiment, made if there is none. Default: --project.")
  @Label("NAME|ID")
  @Environment({
    "FACET_OPTIMIZER_EVAL_PROJECT",
    "FACET_OPTIMIZER_TARGET_PROJECT",
    "FACET_OPTIMIZER_PROJECT"
  })
  @Nullable String getEvalProject();

  void setEvalProject(@Nullable String value);

  @Description(
      "The experiment is called <prefix>-<model>, with the run's id behind it if that is taken.")
  @Label("NAME")
  @Environment("FACET_OPTIMIZER_EXPERIMENT_PREFIX")
  @Default.String("facet-optimizer")
  String getExperimentPrefix();

  void setExperimentPrefix(String value);

  @Description("How often each row is put to the model.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_TRIAL_COUNT")
  @Default.Integer(1)
  @Range(min = 1, max = 1000)
  int getTrialCount();

  void setTrialCount(int value);

  @Description("No more rows than this, by chance but always the same ones; 0 for all.")
  @Label("N")
  @Environment("FACET_OPTIMIZER_MAX_ROWS")
  @Default.Integer(0)
  @Range(min = 0)
  int getMaxRows();

  void setMaxRows(int value);

  @Description("Only rows of these facets, with commas between them.")
  @Label("NAMES")
  @Environment("FACET_OPTIMIZER_FACET_FILTER")
  @Nullable String getFacetFilter();

  void setFacetFilter(@Nullable String value);

  @Description("Only rows of these parts of the dataset, e.g. validation.")
  @Label("NAMES")
  @Environment("FACET_OPTIMIZER_SPLIT")
  @Nullable String getSplit();

  void setSplit(@Nullable String value);

  @Description("Only the rows with these ids, with commas between them.")
  @Label("IDS")
  @Environment("FACET_OPTIMIZER_DATASET_IDS")
  @Nullable String getDatasetIds();

  void setDatasetIds(@Nullable String value);

  @Description(
      "What counts as 'nothing found': 'legacy' as in the eval scripts, 'unified' also what the"
          + " dataset and the definition take for it.")
  @Label("legacy|unified")
  @Environment("FACET_OPTIMIZER_NONE_RULE")
  @Default.String("legacy")
  String getNoneRule();

  void setNoneRule(String value);

  @Description(
      "Compare with this experiment of --eval-project, case by case: an id or a name. It is only read.")
  @Label("EXPERIMENT")
  @Environment("FACET_OPTIMIZER_BASELINE")
  @Nullable String getBaseline();

  void setBaseline(@Nullable String value);

  @Description("Compute everything and write no experiment.")
  @Environment("FACET_OPTIMIZER_NO_SEND_LOGS")
  @Default.Boolean(false)
  boolean getNoSendLogs();

  void setNoSendLogs(boolean value);

  @Description("Folder of the definitions; each run has a folder with its files in evals/ there.")
  @Label("FOLDER")
  @Environment("FACET_OPTIMIZER_OUTPUT_ROOT")
  @Default.String(".local/facet-optimizer")
  String getOutputRoot();

  void setOutputRoot(String value);

  @Description("Go on with this run: the same rows, and what was answered is not asked again.")
  @Label("RUN_ID")
  @Nullable String getResume();

  void setResume(@Nullable String value);
}
