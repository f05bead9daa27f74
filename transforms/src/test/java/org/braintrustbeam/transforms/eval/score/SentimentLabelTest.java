package org.braintrustbeam.transforms.eval.score;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentLabelTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "Negative|NEGATIVE",
        "Neutral|NEUTRAL",
        "Positive|POSITIVE",
        "Mixed|MIXED",
        "negative|NEGATIVE",
        "NEUTRAL|NEUTRAL",
        "pOsItIvE|POSITIVE",
        "^  mixed  ^|MIXED",
        "Negative: angry that nobody calls back|NEGATIVE",
        "Negative - the app crashes|NEGATIVE",
        "Negative, and loud|NEGATIVE",
        "Positive.|POSITIVE",
        "Positive (quickly helped)|POSITIVE",
        "Mixed/negative|MIXED",
        "Neutral\tplain question|NEUTRAL",
        "- Negative|NEGATIVE",
        "* Positive|POSITIVE",
        "• Mixed|MIXED",
        "1. Neutral|NEUTRAL",
        "2) Negative|NEGATIVE",
        "12 . Positive|POSITIVE",
        "(3) Mixed|MIXED",
        "-Negative|-",
        "1.Negative|-",
        "(3)Mixed|-",
        "Label: Negative|NEGATIVE",
        "label - Positive|POSITIVE",
        "Sentiment: Mixed|MIXED",
        "SENTIMENT:Neutral|NEUTRAL",
        "classification: negative|NEGATIVE",
        "Class:Positive|POSITIVE",
        "category - Neutral|NEUTRAL",
        "Sentiment Negative|-",
        "Result: Negative|-",
        "\"Negative\"|NEGATIVE",
        "'Positive' tone|POSITIVE",
        "`Mixed`|MIXED",
        "\"\"\"Neutral|NEUTRAL",
        "- Label: \"Negative\": late|NEGATIVE",
        "1. Sentiment: - `Mixed`|MIXED",
        "Label: sentiment: positive|POSITIVE",
        "- - - - - - - - Positive|POSITIVE",
        "<think>Positive?</think>Negative|NEGATIVE",
        "**Negative**|-",
        "Negatively put|-",
        "Positives|-",
        "positive_tone|-",
        "The user is negative|-",
        "Very positive|-",
        "none|-",
        "^^|-",
        "^   ^|-",
        "Neg|-",
        "Neutral\u00a0question|NEUTRAL",
      })
  void readsTheLabelThatATextBeginsWith(String text, @Nullable SentimentLabel label) {
    assertThat(SentimentLabel.of(text), is(label));
  }
}
