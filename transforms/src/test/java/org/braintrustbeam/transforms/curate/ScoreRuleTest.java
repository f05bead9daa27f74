package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreRuleTest {
  private static ScoreRule rule(String... names) {
    return new ScoreRule(List.of(names), new BigDecimal("0.5"), new BigDecimal("0.8"));
  }

  private static List<RawJson> spans(String scores) {
    return Arrays.stream(scores.split(";", -1)).map(RawJson::of).toList();
  }

  private static String text(@Nullable BigDecimal score) {
    return score == null ? "none" : score.toPlainString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":0.25}                         | 0.25",
        "{\"a\":1}                            | 1",
        "{\"a\":0.250}                        | 0.25",
        "{\"a\":0}                            | 0",
        "{\"a\":0.9,\"b\":0.4}                | 0.4",
        "{\"a\":0.9};{\"b\":0.4}              | 0.4",
        "{\"a\":1};{\"a\":0}                  | 0.5",
        "{\"a\":1};{\"a\":0};{\"a\":0}        | 0.333333333333",
        "{\"a\":1};{\"a\":null}               | 1",
        "{\"a\":null}                         | none",
        "{}                                   | none",
        "null                                 | none",
        "[1]                                  | none",
        "{\"a\":\"0.3\"}                      | none",
        "{\"a\":true,\"b\":{\"c\":1}}         | none",
        "{\"a\":1.5,\"b\":-0.1,\"c\":0.7}     | 0.7",
        "{\"a\":1e999999999}                  | none",
        "{\"a\":1e99999999999}                | none",
        "{\"a\":1e-999999999}                 | 0",
        "{\"a\":1e-999999999};{\"a\":1}       | 0.5"
      })
  void theScoreOfATraceIsTheLowestOfItsMeans(String scores, String score) {
    assertThat(text(rule().score(spans(scores))), is(score));
  }

  @Test
  void onlyNamedScoresCount() {
    List<RawJson> scores = spans("{\"safe\":0.1,\"right\":0.9,\"Answer ok\":0.6}");

    assertThat(text(rule("right").score(scores)), is("0.9"));
    assertThat(text(rule("right", "Answer ok").score(scores)), is("0.6"));
    assertThat(text(rule("nobody's").score(scores)), is("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, failing",
    "0.5, failing",
    "0.500000000001, none",
    "0.79, none",
    "0.8, passing",
    "0.80, passing",
    "1, passing"
  })
  void bothBoundsBelongToTheBuckets(BigDecimal score, String bucket) {
    ScoreBucket found = rule().bucket(score);

    assertThat(found == null ? "none" : found.word(), is(bucket));
  }

  @Test
  void theOrderOfTheSpansDoesNotMatter() {
    Random random = new Random(1);
    List<RawJson> scores =
        new ArrayList<>(
            Stream.generate(() -> RawJson.of("{\"a\":" + random.nextDouble() + "}"))
                .limit(20)
                .toList());
    String first = text(rule().score(scores));

    for (int i = 0; i < 20; i++) {
      Collections.shuffle(scores, random);
      assertThat(text(rule().score(scores)), is(first));
    }
  }

  @Test
  void noTraceBothFailsAndPasses() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ScoreRule(List.of(), BigDecimal.ONE, BigDecimal.ONE));

    assertThat(e.getMessage(), is("failing must end below passing, got 1 and 1"));
  }
}
