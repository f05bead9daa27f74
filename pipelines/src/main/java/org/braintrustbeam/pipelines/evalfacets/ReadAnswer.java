package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.model.ChatResult;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;

/** What the model under test has said of a case. */
final class ReadAnswer
    extends SimpleFunction<KV<EvalCase, ChatResult>, KV<EvalCase, ModelOutcome>> {
  private final String model;

  ReadAnswer(String model) {
    this.model = model;
  }

  @Override
  public KV<EvalCase, ModelOutcome> apply(KV<EvalCase, ChatResult> called) {
    return KV.of(called.getKey(), Outcomes.of(called.getValue(), model));
  }
}
