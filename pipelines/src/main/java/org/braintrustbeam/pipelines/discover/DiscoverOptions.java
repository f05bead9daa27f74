package org.braintrustbeam.pipelines.discover;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.Label;
import org.braintrustbeam.pipelines.command.Range;
import org.braintrustbeam.pipelines.command.ReportOptions;
import org.jspecify.annotations.Nullable;

/** Flags of {@link Discover}. */
@Description(
    "Tells what happens in a project's logs: traffic, scores, which traces fail, and what neither"
        + " scores nor a dataset cover.")
public interface DiscoverOptions extends ReportOptions {
  @Description(
      "How far to look back, in hours or days, e.g. 24h or 7d; at most 30d. Default: 1, 7 or 30"
          + " days, the first with enough traces and a score.")
  @Label("TIME")
  @Nullable String getWindow();

  void setWindow(@Nullable String value);

  @Description("End of the window, e.g. 2026-06-01T12:00:00Z. Default: the last full hour.")
  @Label("TIME")
  @Nullable String getUntil();

  void setUntil(@Nullable String value);

  @Description("Dataset, by id or name, that is held against production.")
  @Label("DATASET")
  @Nullable String getDataset();

  void setDataset(@Nullable String value);

  @Description("A score that tells failures; may be given several times. Default: all of them.")
  @Label("NAME")
  @Nullable List<String> getScore();

  void setScore(@Nullable List<String> value);

  @Description("Scores of this and below are failures.")
  @Label("X")
  @Default.Double(0.5)
  double getFailBelow();

  void setFailBelow(double value);

  @Description("Facet that says what is wrong with a trace.")
  @Label("NAME")
  @Default.String("Issues")
  String getIssueFacet();

  void setIssueFacet(String value);

  @Description("Cohorts and names with fewer traces or spans are left out.")
  @Label("N")
  @Range(min = 1)
  @Default.Integer(10)
  int getMinCohort();

  void setMinCohort(int value);

  @Description("The chance of any wrong finding among all cohorts, or changes, that is borne.")
  @Label("P")
  @Default.Double(0.01)
  double getSignificance();

  void setSignificance(double value);

  @Description("Have the service count, in a few dozen queries, instead of reading the spans.")
  @Default.Boolean(false)
  boolean getPushDown();

  void setPushDown(boolean value);

  @Description("Also write discover.json and findings.md into this folder.")
  @Label("DIR")
  @Nullable String getOutputDir();

  void setOutputDir(@Nullable String value);
}
