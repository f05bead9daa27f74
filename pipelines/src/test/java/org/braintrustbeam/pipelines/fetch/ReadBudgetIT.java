package org.braintrustbeam.pipelines.fetch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a full read costs in requests, all of them, whatever the size of the experiment. */
class ReadBudgetIT {
  private static final int ROWS_A_WRITE = 1_000;

  @TempDir private Path folder;

  /** As fast as they can be written, so within a few seconds of keys. */
  private static void write(LocalBraintrust server, String experiment, int cases, boolean scores) {
    for (int from = 0; from < cases; from += ROWS_A_WRITE) {
      int to = Math.min(cases, from + ROWS_A_WRITE);
      server.insert(
          "experiment",
          experiment,
          IntStream.range(from, to)
              .boxed()
              .flatMap(i -> scores ? Stream.of(root(i), score(i)) : Stream.of(root(i)))
              .toArray(String[]::new));
    }
  }

  private static String root(int i) {
    return "{\"id\":\"r%d\",\"span_id\":\"r%d\",\"root_span_id\":\"r%d\",\"input\":%d}"
        .formatted(i, i, i, i);
  }

  private static String score(int i) {
    return ("{\"id\":\"s%d\",\"span_id\":\"s%d\",\"root_span_id\":\"r%d\",\"span_parents\":[\"r%d\"],"
            + "\"span_attributes\":{\"type\":\"score\"},\"scores\":{\"a\":1}}")
        .formatted(i, i, i, i);
  }

  @ParameterizedTest
  @CsvSource({"10, false", "2500, false", "30000, false", "15000, true"})
  void aFullReadTakesFivePercentAndTenRequestsMoreThanItsPages(int cases, boolean scores)
      throws IOException {
    try (LocalBraintrust server = new LocalBraintrust()) {
      String experiment = server.experiment(server.project("p"), "exp");
      write(server, experiment, cases, scores);
      FetchOptions options = TestSession.options(FetchOptions.class, server);
      options.setExperiment("exp");
      options.setProject("p");
      options.setFormat("jsonl");
      TestSession session = TestSession.in(folder);
      server.takeRequests();

      assertThat(new Fetch().run(options, session), is(ExitCode.DONE));

      assertThat(session.result().lines().count(), is((long) cases));
      double rows = scores ? 2.0 * cases : cases;
      assertThat((double) server.takeRequests(), lessThanOrEqualTo(rows / 1_000 * 1.05 + 10));
    }
  }
}
