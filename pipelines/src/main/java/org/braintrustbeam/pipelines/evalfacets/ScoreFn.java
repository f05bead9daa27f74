package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.transforms.compare.Trial;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.EvalRecord;
import org.braintrustbeam.transforms.eval.run.EvalSpans;
import org.braintrustbeam.transforms.eval.run.EvalTrial;
import org.braintrustbeam.transforms.eval.run.ResultLine;
import org.braintrustbeam.transforms.eval.run.ScorePlan;
import org.braintrustbeam.transforms.eval.run.Scored;

/**
 * Scores cases; each becomes a line of the result, spans where an experiment is written, and a
 * trial where there is a baseline to compare with.
 */
final class ScoreFn extends DoFn<EvalRecord, OrderedRow> {
  static final TupleTag<OrderedRow> LINES = new TupleTag<>() {};
  static final TupleTag<RowChange> SPANS = new TupleTag<>() {};
  static final TupleTag<Trial> TRIALS = new TupleTag<>() {};

  private final Definitions definitions;
  private final ScorePlan plan;
  private final boolean compared;

  ScoreFn(Definitions definitions, ScorePlan plan, boolean compared) {
    this.definitions = definitions;
    this.plan = plan;
    this.compared = compared;
  }

  @ProcessElement
  public void score(@Element EvalRecord record, MultiOutputReceiver out) {
    EvalCase evalCase = record.evalCase();
    Scored scored = Scored.of(record, definitions.byName().get(evalCase.facetKey()), plan.rule());
    out.get(LINES).output(ResultLine.of(scored, plan));
    String experiment = plan.experimentId();
    if (experiment != null) {
      EvalSpans.of(scored, plan, experiment).forEach(out.get(SPANS)::output);
    }
    if (compared) {
      out.get(TRIALS).output(EvalTrial.of(scored, plan));
    }
  }
}
