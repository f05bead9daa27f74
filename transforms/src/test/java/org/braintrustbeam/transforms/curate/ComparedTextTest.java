package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"Where  is\\n my Order?\" | where is my order?",
        "{\"b\":\"two\",\"a\":\"one\"} | one two",
        "{\"a\":\"one\",\"b\":\"two\"} | one two",
        "{\"q\":12.50,\"ok\":true,\"no\":null} | true 12.50",
        "[{\"role\":\"system\",\"content\":\"Be kind\"},{\"role\":\"user\",\"content\":\"Hi\"}]"
            + " | hi user",
        "[{\"role\":\"developer\",\"content\":\"Be kind\"}] | be kind developer",
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Be\"},{\"content\":\"Hi\"}]} | hi",
        "[\"system\",\"user\"] | system user",
        "\"A\u00a0B\" | a b"
      })
  void isWhatTheInputSays(String input, String text) {
    assertThat(ComparedText.of(RawJson.of(input)), is(text));
  }
}
