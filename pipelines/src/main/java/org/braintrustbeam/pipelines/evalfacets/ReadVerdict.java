package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.model.ChatResult;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.EvalRecord;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;

/** What the judge has said of an answer. */
final class ReadVerdict
    extends SimpleFunction<KV<KV<EvalCase, ModelOutcome>, ChatResult>, EvalRecord> {
  private final String model;

  ReadVerdict(String model) {
    this.model = model;
  }

  @Override
  public EvalRecord apply(KV<KV<EvalCase, ModelOutcome>, ChatResult> judged) {
    KV<EvalCase, ModelOutcome> answered = judged.getKey();
    return new EvalRecord(
        answered.getKey(), answered.getValue(), Outcomes.of(judged.getValue(), model));
  }
}
