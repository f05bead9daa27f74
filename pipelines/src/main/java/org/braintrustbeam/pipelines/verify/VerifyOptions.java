package org.braintrustbeam.pipelines.verify;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** Flags of {@link Verify}. */
@Description(
    "Compares a new experiment with its baseline, case by case, and says what it comes to: improved,"
        + " healthy, needs_work, blocked or no_convergence. Writes bt-flywheel-summary.json and"
        + " bt-flywheel-narrative.md.")
public interface VerifyOptions extends BraintrustOptions {
  @Description("The experiment to judge: an id, or a name with --project.")
  @Label("EXPERIMENT")
  @Validation.Required
  String getNew();

  void setNew(String value);

  @Description(
      "The experiment to compare it with. Default: the newest one of the project that is older.")
  @Label("EXPERIMENT")
  @Environment("FLYWHEEL_BASELINE_EXPERIMENT")
  @Nullable String getBaseline();

  void setBaseline(@Nullable String value);

  @Description("What the change was to bring about, in words; in the summary.")
  @Label("TEXT")
  @Environment("FLYWHEEL_GOAL")
  @Default.String("general health check")
  String getGoal();

  void setGoal(String value);

  @Description("The score that is to rise. Default: whichever does, if none falls.")
  @Label("NAME")
  @Nullable String getScore();

  void setScore(@Nullable String value);

  @Description("With --score: by how much at least, e.g. 0.05 for five points.")
  @Label("X")
  @Nullable Double getMinDelta();

  void setMinDelta(@Nullable Double value);

  @Description(
      "End with the verdict: 0 improved or healthy, 10 needs_work, 11 blocked, 12 no_convergence."
          + " Without it a run that could judge ends with 0.")
  @Default.Boolean(false)
  boolean getExitCode();

  void setExitCode(boolean value);

  @Description("Nobody is there to decide: say so in the summary.")
  @Default.Boolean(false)
  @Environment(
      value = {"FLYWHEEL_AUTONOMOUS", "CI"},
      ofOthers = "CI")
  boolean getAutonomous();

  void setAutonomous(boolean value);

  @Description("Folder for the two files, made if it is not there. Default: the working directory.")
  @Label("FOLDER")
  @Environment("FLYWHEEL_OUTPUT_DIR")
  @Nullable String getOutputDir();

  void setOutputDir(@Nullable String value);

  @Description(
      "File that remembers, for each goal, which experiments in a row needed work."
          + " Default: bt-flywheel-state.json beside the two files.")
  @Label("FILE")
  @Environment("FLYWHEEL_STATE")
  @Nullable String getState();

  void setState(@Nullable String value);

  @Description("After so many experiments in a row that needed work it is no_convergence.")
  @Label("N")
  @Default.Integer(3)
  @Range(min = 1, max = 100)
  int getMaxLoops();

  void setMaxLoops(int value);

  @Description("Rows a page, at most 1000.")
  @Label("N")
  @Range(min = 1, max = 1000)
  @Default.Integer(1000)
  int getLimit();

  void setLimit(int value);
}
