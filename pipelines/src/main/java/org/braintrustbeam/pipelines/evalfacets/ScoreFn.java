package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.EvalRecord;
import org.braintrustbeam.transforms.eval.run.EvalSpans;
import org.braintrustbeam.transforms.eval.run.ResultLine;
import org.braintrustbeam.transforms.eval.run.ScorePlan;
import org.braintrustbeam.transforms.eval.run.Scored;

/** Scores cases; each becomes a line of the result, and spans where an experiment is written. */
final class ScoreFn extends DoFn<EvalRecord, OrderedRow> {
  static final TupleTag<OrderedRow> LINES = new TupleTag<>() {};
  static final TupleTag<RowChange> SPANS = new TupleTag<>() {};

  private final Definitions definitions;
  private final ScorePlan plan;

  ScoreFn(Definitions definitions, ScorePlan plan) {
    this.definitions = definitions;
    this.plan = plan;
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
  }
}
