package org.braintrustbeam.pipelines.comparison;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.pipelines.command.ExperimentRead;

/** The rows of experiments, as {@code transforms.compare.ExperimentTrials} needs them. */
public final class ComparedRows {
  private static final List<String> OF_SCORES = with("error");
  private static final List<String> OF_ROOTS = with("error", "input", "metadata", "origin");

  private ComparedRows() {}

  /** Those of all the experiments in one step; no contents but the inputs, for matching. */
  public static Read of(
      List<ExperimentRead> experiments, ConnectionSettings connection, int pageRows) {
    return ExperimentRead.together(
        experiments.stream()
            .flatMap(one -> one.reads(connection, pageRows, OF_ROOTS, OF_SCORES).stream())
            .toList());
  }

  private static List<String> with(String... columns) {
    List<String> all = new ArrayList<>(ExperimentRead.SCORE_COLUMNS);
    all.addAll(List.of(columns));
    return all;
  }
}
