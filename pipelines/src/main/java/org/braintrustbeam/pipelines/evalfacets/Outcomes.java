package org.braintrustbeam.pipelines.evalfacets;

import org.braintrustbeam.io.model.ChatAnswer;
import org.braintrustbeam.io.model.ChatFailure;
import org.braintrustbeam.io.model.ChatResult;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;

/** What came of a call, without how often it was tried, which differs from run to run. */
final class Outcomes {
  private Outcomes() {}

  /**
   * The outcome.
   *
   * @param model that was asked
   */
  static ModelOutcome of(ChatResult result, String model) {
    if (result instanceof ChatFailure failure) {
      return ModelOutcome.failed(model, failure.detail());
    }
    ChatAnswer answer = (ChatAnswer) result;
    return new ModelOutcome(
        answer.text(),
        null,
        answer.model().isEmpty() ? model : answer.model(),
        answer.answeredAt(),
        answer.millis(),
        answer.usage().input(),
        answer.usage().output());
  }
}
