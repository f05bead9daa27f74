package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.braintrustbeam.pipelines.command.ReplayOptions;
import org.braintrustbeam.pipelines.labelling.LabellingOptions;
import org.jspecify.annotations.Nullable;

/** Flags of {@link Curate}. */
@Description(
    "Chooses traces that failed and traces that passed in production, has them labelled, and makes"
        + " rows of a dataset of them. Writes a review file; to the dataset with --execute alone.")
public interface CurateOptions extends LabellingOptions, ReplayOptions {
  @Description("The dataset, in --project; made if there is none of that name.")
  @Label("NAME|ID")
  @Nullable String getDataset();

  void setDataset(@Nullable String value);

  @Description(
      "A score that counts; may be given several times, and then the lowest decides. Default: all.")
  @Label("NAME")
  @Nullable List<String> getScore();

  void setScore(@Nullable List<String> value);

  @Description("How far back scores are read: days, hours or minutes, e.g. 7d, 12h, 30m.")
  @Label("TIME")
  @Default.String("7d")
  String getWindow();

  void setWindow(String value);

  @Description("A trace fails if its score is at most this.")
  @Label("X")
  @Default.Double(0.5)
  double getFailingAtMost();

  void setFailingAtMost(double value);

  @Description("A trace passes if its score is at least this.")
  @Label("X")
  @Default.Double(0.8)
  double getPassingAtLeast();

  void setPassingAtLeast(double value);

  @Description("So many failing traces at most.")
  @Label("N")
  @Default.Integer(100)
  @Range(min = 0, max = 10_000)
  int getFailingLimit();

  void setFailingLimit(int value);

  @Description("So many passing traces at most.")
  @Label("N")
  @Default.Integer(100)
  @Range(min = 0, max = 10_000)
  int getPassingLimit();

  void setPassingLimit(int value);

  @Description("Choose the newest traces, or draw them evenly from the whole window.")
  @Label("newest|hash")
  @Default.String("newest")
  String getSampling();

  void setSampling(String value);

  @Description("Seed of --sampling hash.")
  @Label("TEXT")
  @Default.String("flywheel-v1")
  String getSampleSeed();

  void setSampleSeed(String value);

  @Description(
      "Look at so many times as many traces as the limits say, because some will be nearly the same"
          + " as others.")
  @Label("N")
  @Default.Integer(4)
  @Range(min = 1, max = 100)
  int getSpares();

  void setSpares(int value);

  @Description(
      "Inputs that are alike to this degree, from 0.7 to 1, are the same: the first of them stays.")
  @Label("X")
  @Default.Double(0.9)
  double getSimilarity();

  void setSimilarity(double value);

  @Description(
      "Rows that are labelled already, instead of traces: JSON lines with id, trace_id, input,"
          + " expected; a review file of an earlier run, for example.")
  @Label("FILE")
  @Nullable String getLabelledRows();

  void setLabelledRows(@Nullable String value);

  @Description("What the system does and how it should answer: the model labels cases by this.")
  @Label("FILE")
  @Nullable String getSystemContext();

  void setSystemContext(@Nullable String value);

  @Description("Have a dry run buy the labels too, so that the review file holds them.")
  @Default.Boolean(false)
  boolean getLabel();

  void setLabel(boolean value);

  @Description(
      "Label anew what has a label in the dataset already; else that one is taken, for nothing.")
  @Default.Boolean(false)
  boolean getRelabel();

  void setRelabel(boolean value);

  @Description("Write the rows of the review file to the dataset.")
  @Default.Boolean(false)
  boolean getExecute();

  void setExecute(boolean value);

  @Description("Write over rows that somebody has made or changed in the dataset, too.")
  @Default.Boolean(false)
  boolean getOverwriteEdited();

  void setOverwriteEdited(boolean value);

  @Description("Share of the traces that is for training, from 0 to 1.")
  @Label("F")
  @Default.Double(0.8)
  double getTrainFraction();

  void setTrainFraction(double value);

  @Description("Seed of the split: with the same one a trace is always on the same side.")
  @Label("TEXT")
  @Default.String("flywheel-v1")
  String getSplitSeed();

  void setSplitSeed(String value);

  @Description("Which round of improving the system this is; it stands in the rows' metadata.")
  @Label("N")
  @Default.Integer(1)
  @Range(min = 1)
  int getIteration();

  void setIteration(int value);

  @Description("Folder in which each run has a folder with its files.")
  @Label("FOLDER")
  @Environment("FLYWHEEL_OUTPUT_ROOT")
  @Default.String(".local/flywheel")
  String getOutputRoot();

  void setOutputRoot(String value);

  @Description("Go on with this run: the same traces, and no label is bought twice.")
  @Label("RUN_ID")
  @Nullable String getResume();

  void setResume(@Nullable String value);
}
