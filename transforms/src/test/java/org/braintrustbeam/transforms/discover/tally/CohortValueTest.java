package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortValueTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"free\", \"free\", free",
        "1.50, 1.5, 1.5",
        "1e2, 100, 100",
        "-0.0, 0, 0",
        "true, true, true"
      })
  void hasOneSpelling(String json, String value, String shown) {
    assertThat(CohortValue.of(RawJson.of(json)), is(value));
    assertThat(CohortValue.shown(value), is(shown));
    assertThat(CohortValue.isWhole(value), is(true));
  }

  @Test
  void tellsATextFromANumber() {
    assertThat(CohortValue.of(RawJson.of("\"1\"")), is(not(CohortValue.of(RawJson.of("1")))));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {"{\"a\":1}", "[1]", "1e999999999999", "1e-400"})
  void countsWhatIsNoPlainValueByItsDigest(String json) {
    String value = CohortValue.of(RawJson.of(json));

    assertThat(CohortValue.isWhole(value), is(false));
    assertThat(value, is(CohortValue.of(RawJson.of(" " + json))));
  }

  @Test
  void countsProseByItsDigest() {
    String prose = "\"" + "word ".repeat(50) + "\"";

    assertThat(CohortValue.isWhole(CohortValue.of(RawJson.of(prose))), is(false));
    assertThat(CohortValue.isWhole(CohortValue.of(RawJson.NULL)), is(false));
  }
}
