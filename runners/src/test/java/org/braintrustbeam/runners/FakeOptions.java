package org.braintrustbeam.runners;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Argument;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Environment;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.jspecify.annotations.Nullable;

/** One option of each kind. */
@Description("One option of each kind.")
public interface FakeOptions extends BraintrustOptions {
  @Description("What to look at.")
  @Argument("THING")
  String getThing();

  void setThing(String value);

  @Description("More of it.")
  @Argument("OTHERS")
  @Nullable List<String> getOthers();

  void setOthers(@Nullable List<String> value);

  @Description("How the run ends, 100% of the time.")
  @Label("well|badly|half")
  @Default.String("well")
  String getEnds();

  void setEnds(String value);

  @Label("NAME")
  @Environment({"FAKE_COLOR", "FAKE_COLOUR"})
  @Nullable String getPaintColor();

  void setPaintColor(@Nullable String value);

  @Label("PATH")
  @Environment("FAKE_PATHS")
  @Nullable List<String> getPath();

  void setPath(@Nullable List<String> value);

  @Label("red|green|blue")
  @Nullable List<String> getShade();

  void setShade(@Nullable List<String> value);

  @Range(min = 1, max = 9)
  @Default.Integer(3)
  int getTimes();

  void setTimes(int value);

  @Default.Double(0.5)
  double getShare();

  void setShare(double value);

  @Environment(value = "FAKE_PATIENCE", behind = "--request-timeout")
  @Nullable Integer getPatience();

  void setPatience(@Nullable Integer value);

  @Environment(
      value = {"FAKE_ALONE", "OTHERS_ALONE"},
      ofOthers = "OTHERS_ALONE")
  @Default.Boolean(false)
  boolean getAlone();

  void setAlone(boolean value);

  Mood getMood();

  void setMood(Mood value);

  /** An enum becomes its words. */
  enum Mood {
    VERY_GOOD,
    BAD
  }
}
