package org.braintrustbeam.transforms.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1|1.0",
        "1|1e0",
        "100|1E2",
        "-0|0",
        "0.0e99|0",
        "0.5|5e-1",
        "1200e-2|12",
        "1e400|10e399",
        "1e99999999999999999999|10e99999999999999999998",
        "{\"a\":1,\"b\":[2]}|{ \"b\" : [2.0], \"a\" : 1 }",
        "{\"a\":1,\"a\":2}|{\"a\":2}",
        "\"\\u00e9\"|\"é\"",
        "\"\\ud83d\\udeeb\"|\"🛫\"",
        "\"a\\/b\"|\"a/b\""
      })
  void seesOneValueInTwoSpellings(String left, String right) {
    assertThat(CanonicalJson.same(RawJson.of(left), RawJson.of(right)), is(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "9007199254740992|9007199254740993",
        "0.1|0.10000000000000001",
        "1|-1",
        "1|\"1\"",
        "[1,2]|[2,1]",
        "[[1],2]|[1,[2]]",
        "[]|{}",
        "null|{}",
        "false|null",
        "{\"a\":null}|{}",
        "\"\\ud83d\"|\"\\ud83e\"",
        "\"é\"|\"e\\u0301\"",
        "\"ab\"|\"a\"",
        "{\"a\":{\"b\":1}}|{\"a.b\":1}"
      })
  void keepsDifferentValuesApart(String left, String right) {
    assertThat(CanonicalJson.same(RawJson.of(left), RawJson.of(right)), is(false));
  }

  @ParameterizedTest
  @CsvSource({"null,{}", "{},null", "{ },{}", "null,null"})
  void canTakeNothingForOneValue(String left, String right) {
    assertThat(CanonicalJson.sameOrBothEmpty(RawJson.of(left), RawJson.of(right)), is(true));
    assertThat(CanonicalJson.sameOrBothEmpty(RawJson.of(left), RawJson.of("\"\"")), is(false));
  }

  @Test
  void takesValuesOfDepth200AndRefusesBombs() {
    RawJson deep = RawJson.of("[".repeat(200) + "1" + "]".repeat(200));
    RawJson bomb = RawJson.of("[".repeat(100_000) + "]".repeat(100_000));

    assertThat(CanonicalJson.same(deep, RawJson.of(deep + " ")), is(true));
    assertThrows(MalformedJsonException.class, () -> CanonicalJson.of(bomb));
  }
}
