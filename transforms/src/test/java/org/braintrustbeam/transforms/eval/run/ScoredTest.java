package org.braintrustbeam.transforms.eval.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoredTest {
  private static Scored scored(EvalRecord record, EvalNone rule) {
    return Scored.of(record, Cases.definition("issues"), rule);
  }

  /**
   * Output, expected; binary_decision_match, positive_recall, negative_specificity by legacy. Each
   * of the latter two applies to more than forty.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "It is late|It is late|1|1|-",
        "The app crashed|It is late|1|1|-",
        "none|It is late|0|0|-",
        "NONE|It is late|0|0|-",
        "NONE.|It is late|0|0|-",
        "no_match|It is late|0|0|-",
        "no match|It is late|0|0|-",
        "no-match|It is late|0|0|-",
        "null|It is late|0|0|-",
        "n/a|It is late|0|0|-",
        "NA|It is late|0|0|-",
        "skipped|It is late|0|0|-",
        "Skipped: too short|It is late|0|0|-",
        "none - all fine|It is late|0|0|-",
        "None of the users complained|It is late|0|0|-",
        "^^|It is late|0|0|-",
        "<think>late?</think>none|It is late|0|0|-",
        "<think>none</think>late|It is late|1|1|-",
        "not applicable|It is late|1|1|-",
        "No issues at all|It is late|1|1|-",
        "nothing|It is late|1|1|-",
        "(none)|It is late|1|1|-",
        "none|none|1|-|1",
        "NONE.|none|1|-|1",
        "no_match|none|1|-|1",
        "^^|none|1|-|1",
        "none - all fine|none|1|-|1",
        "It is late|none|0|-|0",
        "No issues at all|none|0|-|0",
        "not applicable|none|0|-|0",
        "There is none|none|0|-|0",
        "none|^^|1|-|1",
        "It is late|^^|0|-|0",
        "none|no_match|1|-|1",
        "It is late|no match|0|-|0",
        "none|NONE.|1|-|1",
        "It is late|NONE.|0|-|0",
        "none|no-match|1|-|1",
        "It is late|skipped: empty|0|-|0",
        "none|null|1|-|1",
        "none|not applicable|0|0|-",
        "It is late|not applicable|1|1|-",
        "none|None of the users complained|1|-|1",
        "It is late|None of the users complained|0|-|0",
        "none|<think>x</think>none|1|-|1",
        "It is late|<think>x</think>none|0|-|0",
        "no_match: nothing here|It is late|0|0|-",
        "NO MATCH.|It is late|0|0|-",
        "Null|It is late|0|0|-",
        "N/A|It is late|0|0|-",
        "-none|It is late|0|0|-",
        "- none|It is late|0|0|-",
        "NONE!|It is late|0|0|-",
        "<THINK>a</THINK>|It is late|0|0|-",
        "n/a.|It is late|1|1|-",
        "null.|It is late|1|1|-",
        "nonexistent page|It is late|1|1|-",
        "none_of_them|It is late|1|1|-",
        "skip|It is late|1|1|-",
        "no|It is late|1|1|-",
        "nomatch|It is late|1|1|-",
        "It is late; none of the agents answered|It is late|1|1|-",
        "\"none\"|It is late|1|1|-",
        "nullable|It is late|1|1|-",
        "no matches|It is late|1|1|-",
        "There is none|It is late|1|1|-",
        "NO_MATCH|none|1|-|1",
        "n/a|none|1|-|1",
        "N/A|none|1|-|1",
        "null|none|1|-|1",
        "na|none|1|-|1",
        "skipped|none|1|-|1",
        "Skipped: empty text|none|1|-|1",
        "None of the users complained|none|1|-|1",
        "<think>late?</think>none|none|1|-|1",
        "- none|none|1|-|1",
        "none!|none|1|-|1",
        "<think>none</think>It is late|none|0|-|0",
        "nothing|none|0|-|0",
        "(none)|none|0|-|0",
        "\"none\"|none|0|-|0",
        "nonexistent page|none|0|-|0",
        "n/a.|none|0|-|0",
        "null value|none|0|-|0",
        "skip|none|0|-|0",
        "no|none|0|-|0",
      })
  void scoresTheDecision(
      String output,
      String expected,
      Double match,
      @Nullable Double recall,
      @Nullable Double specificity) {
    Map<ScoreName, Double> scores =
        scored(Cases.record("issues", expected, output, "C"), EvalNone.LEGACY).scores();

    assertThat(scores.get(ScoreName.BINARY_DECISION_MATCH), is(match));
    assertThat(scores.get(ScoreName.POSITIVE_RECALL), is(recall));
    assertThat(scores.get(ScoreName.NEGATIVE_SPECIFICITY), is(specificity));
    assertThat(scores.get(ScoreName.SENTIMENT_LABEL_CORRECT), is(nullValue()));
    assertThat(scores.get(ScoreName.FACTUALITY), is(1.0));
  }

  @Test
  void theOneRuleTakesForNothingWhatTheDatasetDoes() {
    EvalRecord record = Cases.record("issues", "not applicable", "none", null);

    Scored unified = scored(record, EvalNone.UNIFIED);

    assertThat(unified.scores().get(ScoreName.NEGATIVE_SPECIFICITY), is(1.0));
    assertThat(unified.rulesDisagree(), is(true));
    assertThat(
        scored(Cases.record("issues", "late", "none", null), EvalNone.UNIFIED).rulesDisagree(),
        is(false));
  }

  /** Facet, expected, output; sentiment_label_correct, and whether one of the labels is none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "sentiment|Negative|Negative|1|false",
        "Sentiment|Negative: late|- label: negative|1|false",
        "SENTIMENT|Negative|negative.|1|false",
        "sentiment|Negative|NEGATIVE|1|false",
        "sentiment|negative|Negative: nobody calls back|1|false",
        "sentiment|Negative: late|Positive|0|false",
        "sentiment|Negative: late|Neutral|0|false",
        "sentiment|Negative: late|Mixed|0|false",
        "sentiment|Neutral|Neutral|1|false",
        "sentiment|Neutral: plain question|neutral - asks|1|false",
        "sentiment|Neutral|Negative|0|false",
        "sentiment|Neutral|Positive|0|false",
        "sentiment|Neutral|Mixed|0|false",
        "sentiment|Positive|Positive|1|false",
        "sentiment|Positive: thanks|\"Positive\": thankful|1|false",
        "sentiment|Positive|Negative|0|false",
        "sentiment|Positive|Neutral|0|false",
        "sentiment|Positive|Mixed|0|false",
        "sentiment|Mixed|Mixed|1|false",
        "sentiment|Mixed: both|Mixed/negative|1|false",
        "sentiment|Mixed|Negative|0|false",
        "sentiment|Mixed|Neutral|0|false",
        "sentiment|Mixed|Positive|0|false",
        "sentiment|1. Negative|Negative|1|false",
        "sentiment|Negative|2) negative|1|false",
        "sentiment|Negative|(3) Negative|1|false",
        "sentiment|Negative|* Negative|1|false",
        "sentiment|Negative|• Negative|1|false",
        "sentiment|Sentiment: Negative|Classification: Negative|1|false",
        "sentiment|Negative|`Negative`|1|false",
        "sentiment|Negative|'Negative' tone|1|false",
        "sentiment|Negative|Negative\u00a0indeed|1|false",
        "sentiment|<think>Positive?</think>Negative|Negative|1|false",
        "sentiment|Negative|<think>Positive?</think>Negative|1|false",
        "sentiment|Negative|<think>Negative</think>Positive|0|false",
        "sentiment|Positive|Negative or Positive|0|false",
        "sentiment|Negative|**Negative**|0|true",
        "sentiment|Negative: late|very negative|0|true",
        "sentiment|Negative|negatively put|0|true",
        "sentiment|Negative|none|0|true",
        "sentiment|Negative|^^|0|true",
        "sentiment|bad|Negative|-|true",
        "sentiment|none|none|-|true",
        "sentiment|none|Negative|-|true",
        "sentiment|^^|Positive|-|true",
        "sentiment|not applicable|Neutral|-|true",
        "sentiment|The user is negative|Negative|-|true",
        "issues|Negative: late|Negative|-|false",
        "task|Positive|Negative|-|false",
        "sentiments|Negative|Negative|-|false",
      })
  void scoresLabelsOfSentimentsAlone(
      String facet, String expected, String output, @Nullable Double score, boolean unparsed) {
    Scored scored = scored(Cases.record(facet, expected, output, null), EvalNone.LEGACY);

    assertThat(scored.scores().get(ScoreName.SENTIMENT_LABEL_CORRECT), is(score));
    assertThat(scored.unparsedSentiment(), is(unparsed));
  }

  @Test
  void aFailedCallHasNoScoreAtAll() {
    EvalRecord record =
        new EvalRecord(
            Cases.row("r", "issues", "\"late\""), ModelOutcome.failed("m", "no answer"), null);

    Scored scored = scored(record, EvalNone.LEGACY);

    assertThat(scored.scores(), is(Map.of()));
    assertThat(scored.output(), is(nullValue()));
  }

  @Test
  void aJudgeThatNamesNoChoiceIsAnErrorAndNoZero() {
    Scored scored = scored(Cases.record("issues", "late", "late", "I wonder"), EvalNone.LEGACY);

    assertThat(scored.scores().get(ScoreName.FACTUALITY), is(nullValue()));
    assertThat(scored.judgeError(), containsString("none of A to E"));
    assertThat(scored.scores().get(ScoreName.BINARY_DECISION_MATCH), is(1.0));
  }

  @Test
  void nothingToCompareWithIsNotJudged() {
    EvalCase row = Cases.row("r", "issues", "null");

    assertThat(Scored.canBeJudged(row, Cases.answer("late")), is(false));
    assertThat(
        Scored.canBeJudged(Cases.row("r", "issues", "\"\""), Cases.answer("late")), is(true));
    assertThat(
        Scored.canBeJudged(
            Cases.row("r", "issues", "\"x\""), ModelOutcome.failed("m", "no answer")),
        is(false));
  }
}
