package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerChoiceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0       | false | direct (0 rows; Flink from 100,000)",
        "99999   | false | direct (99,999 rows; Flink from 100,000)",
        "100000  | true  | flink in this process (100,000 rows; direct below 100,000)",
        "1234567 | true  | flink in this process (1,234,567 rows; direct below 100,000)",
        "-1      | true  | flink in this process (number of rows unknown; it takes any number)",
      })
  void goesBySizeAndSaysSo(long rows, boolean flink, String reason) {
    assertThat(RunnerChoice.of(rows), is(new RunnerChoice(flink, reason)));
  }
}
