package org.braintrustbeam.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedRowsTest {
  private final FailedRows failed = new FailedRows(List.of("a", "b"), true);

  private void add(String id, String rest) throws IOException {
    failed.add(new ObjectMapper().readTree("{\"id\":\"" + id + "\"," + rest + "}"));
  }

  @Test
  void errorsComeFirstThenTheLowestScoresAndFullScoresNever() throws IOException {
    add("good", "\"scores\":{\"a\":1,\"b\":null}");
    add("half", "\"scores\":{\"a\":1,\"b\":0}");
    add("worst", "\"scores\":{\"a\":0.1,\"b\":null},\"output\":\"none\\n of it\"");
    add("error", "\"scores\":{},\"error\":\"time-out\"");
    add("unjudged", "\"scores\":{\"a\":1,\"b\":null},\"judge_error\":\"no choice\"");

    assertThat(
        failed.worst().stream().map(Records.Row::id).toList(),
        contains("error", "worst", "half", "unjudged"));
    assertThat(
        failed.worst().stream().map(Records.Row::gist).toList(),
        contains("Model call failed: time-out", "none of it", "", "Judge call failed: no choice"));
    assertThat(failed.count(), is(4L));
  }

  @Test
  void aPageOfErrorsLeavesRoomForLowScores() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      add("e" + i, "\"scores\":{},\"error\":\"time-out\"");
      add("s" + i, "\"scores\":{\"a\":0." + (i % 9 + 1) + "}");
    }

    List<Records.Row> worst = failed.worst();

    assertThat(worst.size(), is(FailedRows.KEPT));
    assertThat(worst.get(499).id(), is("e499"));
    assertThat(worst.get(500).id(), is("s0"));
    assertThat(worst.get(501).id(), is("s9"));
    assertThat(failed.count(), is(10_000L));
    assertThat(failed.messages(), contains(new FailedRows.Message("model", "time-out", 5_000)));
  }

  @Test
  void messagesThatAllDifferAreNotAllKept() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      add("e" + i, "\"error\":\"no answer to " + i + "\"");
    }

    assertThat(failed.messages().size(), is(101));
    assertThat(
        failed.messages().get(0), is(new FailedRows.Message("model", "other messages", 900)));
  }

  @Test
  void longTextsAreShortened() throws IOException {
    add(
        "long",
        "\"scores\":{\"a\":0},\"output\":\"" + "x".repeat(10_000) + "\",\"expected\":{\"k\":1}");

    Records.Row row = failed.worst().get(0);

    assertThat(row.right(), is("x".repeat(4_000) + "\n… (6,000 more characters)"));
    assertThat(row.left(), is("{\"k\":1}"));
  }
}
