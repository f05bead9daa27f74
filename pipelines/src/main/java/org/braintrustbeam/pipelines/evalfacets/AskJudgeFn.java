package org.braintrustbeam.pipelines.evalfacets;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.model.ChatAnswer;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.EvalRecord;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;
import org.braintrustbeam.transforms.eval.run.Scored;
import org.braintrustbeam.transforms.eval.score.FactualityPrompt;
import org.braintrustbeam.transforms.eval.score.JudgeVerdict;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.jspecify.annotations.Nullable;

/** Makes a request to the judge of each answer that can be compared with something. */
final class AskJudgeFn
    extends DoFn<KV<EvalCase, ModelOutcome>, KV<KV<EvalCase, ModelOutcome>, ChatRequest>> {
  static final TupleTag<KV<KV<EvalCase, ModelOutcome>, ChatRequest>> ASKED = new TupleTag<>() {};
  static final TupleTag<EvalRecord> NOT_ASKED = new TupleTag<>() {};

  private final String model;

  AskJudgeFn(String model) {
    this.model = model;
  }

  @ProcessElement
  public void ask(@Element KV<EvalCase, ModelOutcome> answered, MultiOutputReceiver out) {
    EvalCase evalCase = answered.getKey();
    ModelOutcome task = answered.getValue();
    if (Scored.canBeJudged(evalCase, task)) {
      LiveCounts.addCallWanted();
      out.get(ASKED).output(KV.of(answered, request(evalCase, String.valueOf(task.text()))));
    } else {
      out.get(NOT_ASKED).output(new EvalRecord(evalCase, task, null));
    }
  }

  /** What the judge's answer lacks; then it is not kept, and a run that goes on asks again. */
  static @Nullable String problem(ChatAnswer verdict) {
    return JudgeVerdict.problem(verdict.text());
  }

  /** Equal answers of several trials have one verdict. */
  private ChatRequest request(EvalCase evalCase, String answer) {
    return ChatRequest.to(model)
        .messages(
            AskFn.chat(
                FactualityPrompt.messages(
                    evalCase.input().toString(),
                    evalCase.expectedText(),
                    Reasoning.remove(answer))))
        .field("tools", FactualityPrompt.tools())
        .field("tool_choice", FactualityPrompt.toolChoice())
        .build();
  }
}
