package org.braintrustbeam.transforms.eval.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.braintrustbeam.transforms.eval.score.Decision;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.braintrustbeam.transforms.eval.score.JudgeVerdict;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.eval.score.SentimentLabel;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.jspecify.annotations.Nullable;

/**
 * A case with what its answer is worth.
 *
 * @param record the case
 * @param definition of its facet; null if there is none
 * @param output the answer without reasoning; null if there is none
 * @param scores those that apply and could be had
 * @param verdict of the judge; null if there is none
 * @param judgeError why there is none though it was asked; null if it was not, or answered
 * @param unparsedSentiment whether a label of a sentiment is none of the four
 * @param rulesDisagree whether what counts as nothing hangs on the rule
 */
public record Scored(
    EvalRecord record,
    @Nullable FacetDefinition definition,
    @Nullable String output,
    Map<ScoreName, Double> scores,
    @Nullable JudgeVerdict verdict,
    @Nullable String judgeError,
    boolean unparsedSentiment,
    boolean rulesDisagree) {
  private static final Pattern DEFAULT = Pattern.compile(FacetDefinition.DEFAULT_NO_MATCH);

  /** Scores a case. */
  public static Scored of(EvalRecord record, @Nullable FacetDefinition definition, EvalNone rule) {
    String answer = record.task().text();
    String output = answer == null ? null : Reasoning.remove(answer);
    String expected = record.evalCase().expectedText();
    Pattern noMatch = definition == null ? DEFAULT : definition.noMatchPattern();
    JudgeVerdict verdict = verdict(record.judge());
    Map<ScoreName, Double> scores = new EnumMap<>(ScoreName.class);
    if (output != null) {
      Decision decision =
          new Decision(!rule.isNone(expected, noMatch), !rule.isNone(output, noMatch));
      put(scores, ScoreName.BINARY_DECISION_MATCH, decision.match());
      put(scores, ScoreName.POSITIVE_RECALL, decision.recall());
      put(scores, ScoreName.NEGATIVE_SPECIFICITY, decision.specificity());
      put(scores, ScoreName.SENTIMENT_LABEL_CORRECT, sentiment(record, expected, output));
      put(scores, ScoreName.FACTUALITY, verdict == null ? null : verdict.choice().score());
    }
    return new Scored(
        record,
        definition,
        output,
        scores,
        verdict,
        judgeError(record.judge()),
        isSentiment(record)
            && (SentimentLabel.of(expected) == null
                || (output != null && SentimentLabel.of(output) == null)),
        EvalNone.disagree(expected, noMatch)
            || (output != null && EvalNone.disagree(output, noMatch)));
  }

  private static void put(Map<ScoreName, Double> scores, ScoreName name, @Nullable Double score) {
    if (score != null) {
      scores.put(name, score);
    }
  }

  private static boolean isSentiment(EvalRecord record) {
    return record.evalCase().facetKey().equals(SentimentLabel.FACET);
  }

  private static @Nullable Double sentiment(EvalRecord record, String expected, String output) {
    SentimentLabel label = SentimentLabel.of(expected);
    if (label == null || !isSentiment(record)) {
      return null;
    }
    return label == SentimentLabel.of(output) ? 1.0 : 0.0;
  }

  private static @Nullable JudgeVerdict verdict(@Nullable ModelOutcome judge) {
    String text = judge == null ? null : judge.text();
    return text == null ? null : JudgeVerdict.of(text);
  }

  private static @Nullable String judgeError(@Nullable ModelOutcome judge) {
    String text = judge == null ? null : judge.text();
    String error = judge == null ? null : judge.error();
    return text == null ? error : JudgeVerdict.problem(text);
  }

  /** The facet as its definition spells it, or as the row does where there is none. */
  public String facetName() {
    return definition == null ? record.evalCase().facetName() : definition.facetName();
  }

  /** Whether a judge of facts can say anything of this: there is an answer, and an expectation. */
  public static boolean canBeJudged(EvalCase evalCase, ModelOutcome task) {
    return task.text() != null && !evalCase.expected().isNull();
  }
}
