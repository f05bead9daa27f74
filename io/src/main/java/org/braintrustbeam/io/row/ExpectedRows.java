package org.braintrustbeam.io.row;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/** What is known of a job's size before it is composed. */
@Hidden
public interface ExpectedRows extends PipelineOptions {
  /** How many rows the job will read; -1 if unknown. Results do not depend on it. */
  @Description("How many rows the job will read; -1 if unknown.")
  @Default.Long(-1)
  long getExpectedRows();

  void setExpectedRows(long rows);
}
