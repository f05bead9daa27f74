package org.braintrustbeam.transforms.eval.run;

import java.util.List;
import java.util.Locale;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.eval.score.JudgeVerdict;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/**
 * A case as a line of the result, by facet, id and trial: {@code {id, facet_name, split, trial,
 * preprocessed_text, expected, output, error, scores, judge, judge_error, judge_asked,
 * unparsed_sentiment, none_rules_disagree, duration_seconds, prompt_tokens, completion_tokens,
 * url}}.
 */
public final class ResultLine {
  private ResultLine() {}

  /** The line. */
  public static OrderedRow of(Scored scored, ScorePlan plan) {
    EvalCase evalCase = scored.record().evalCase();
    ModelOutcome task = scored.record().task();
    ObjectBytes line = new ObjectBytes();
    line.put("id", JsonParts.text(evalCase.id()));
    line.put("facet_name", JsonParts.text(scored.facetName()));
    line.put("split", JsonParts.text(evalCase.split().isEmpty() ? null : evalCase.split()));
    line.put("trial", JsonParts.number(evalCase.trial()));
    line.put("preprocessed_text", JsonParts.text(evalCase.text()));
    line.put("expected", evalCase.expected());
    line.put("output", JsonParts.text(scored.output()));
    line.put("error", JsonParts.text(task.error()));
    line.put("scores", JsonParts.scores(scored.scores(), List.of(ScoreName.values())));
    line.put("judge", judge(scored.verdict()));
    line.put("judge_error", JsonParts.text(scored.judgeError()));
    line.put("judge_asked", JsonParts.truth(scored.record().judge() != null));
    line.put("unparsed_sentiment", JsonParts.truth(scored.unparsedSentiment()));
    line.put("none_rules_disagree", JsonParts.truth(scored.rulesDisagree()));
    line.put("duration_seconds", JsonParts.seconds(task.millis()));
    line.put("prompt_tokens", JsonParts.number(task.promptTokens()));
    line.put("completion_tokens", JsonParts.number(task.completionTokens()));
    line.put("url", JsonParts.text(plan.url(evalCase)));
    return new OrderedRow(order(scored), line.toJson());
  }

  private static String order(Scored scored) {
    EvalCase evalCase = scored.record().evalCase();
    return scored.facetName()
        + '\0'
        + evalCase.id()
        + '\0'
        + String.format(Locale.ROOT, "%08d", evalCase.trial());
  }

  private static RawJson judge(@Nullable JudgeVerdict verdict) {
    if (verdict == null) {
      return RawJson.NULL;
    }
    ObjectBytes json = new ObjectBytes();
    json.put("choice", JsonParts.text(verdict.choice().name()));
    json.put("rationale", JsonParts.text(verdict.rationale()));
    return json.toJson();
  }
}
