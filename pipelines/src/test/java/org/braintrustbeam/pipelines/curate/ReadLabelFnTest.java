package org.braintrustbeam.pipelines.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.braintrustbeam.io.model.ChatAnswer;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.model.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadLabelFnTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "Rebook by phone., stop, none",
        "Rebook by phone., '', none",
        "Rebook by, length, 'the answer was cut before its end, and half of one is no label'",
        "Rebook by, content_filter,"
            + " 'the answer was cut before its end, and half of one is no label'",
        "<think>hm</think> , stop, the answer is empty but for white space and reasoning"
      })
  void halfAnAnswerIsNoLabel(String text, String finished, String problem) {
    ChatAnswer answer =
        new ChatAnswer(
            "d", List.of(new Choice(text, finished)), "m", TokenUsage.NONE, 0, 0, 1, false);

    assertThat(ReadLabelFn.problem(answer), is(problem));
  }
}
