package org.braintrustbeam.pipelines.evalfacets;

import java.io.IOException;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.comparison.Tallies;
import org.braintrustbeam.transforms.eval.total.CaseLine;
import org.braintrustbeam.transforms.eval.total.EvalTotals;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param totals over its cases
 * @param bought answers of the model under test
 * @param judged answers of the judge
 * @param deltas to the baseline; null if there is none
 * @param folders in which each case is a line of {@link EvalPipeline#CASES}
 */
record EvalResult(
    EvalTotals totals,
    BoughtAnswers bought,
    BoughtAnswers judged,
    @Nullable BaselineDeltas deltas,
    Folders folders) {
  static EvalResult of(Folders folders, EvalPlaces places, @Nullable Baseline baseline)
      throws IOException {
    EvalTotals totals = new EvalTotals();
    folders.forEach(EvalPipeline.CASES, line -> totals.add(CaseLine.of(line)));
    return new EvalResult(
        totals,
        BoughtAnswers.in(places.answers()),
        BoughtAnswers.in(places.verdicts()),
        baseline == null ? null : BaselineDeltas.of(baseline, Tallies.in(folders)),
        folders);
  }

  /** Cases that cost nothing: an earlier run, or an equal request, has paid for their answer. */
  long reused() {
    return Math.max(0, totals.overall().completed() - bought.byThisRun());
  }

  /** Verdicts likewise. */
  long verdictsReused() {
    return Math.max(0, totals.judgeCompleted() - judged.byThisRun());
  }

  /** Cases that lack something because a model has failed. */
  long incomplete() {
    return totals.overall().errored() + totals.judgeErrored();
  }
}
