package org.braintrustbeam.pipelines.command;

import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** For commands whose result also makes a page for people. */
public interface ReportOptions extends BraintrustOptions {
  @Description(
      "Also write the result as a page to this file: charts and searchable rows, all in one.")
  @Label("FILE.html")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}
