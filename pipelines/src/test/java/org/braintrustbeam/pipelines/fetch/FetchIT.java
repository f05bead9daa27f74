package org.braintrustbeam.pipelines.fetch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fetch} against the emulator. */
class FetchIT {
  @TempDir private Path folder;

  private LocalBraintrust server;
  private String experiment;
  private FetchOptions options;

  @BeforeEach
  void start() {
    server = new LocalBraintrust();
    experiment = server.experiment(server.project("p"), "exp");
    options = TestSession.options(FetchOptions.class, server);
    options.setExperiment(experiment);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String root(String id, String fields) {
    return "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",%s}"
        .formatted(id, id, id, fields);
  }

  private static String score(String trace, String id, String scores) {
    return ("{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",\"span_parents\":[\"%s\"],"
            + "\"span_attributes\":{\"name\":\"s\",\"type\":\"score\"},\"scores\":%s}")
        .formatted(id, id, trace, trace, scores);
  }

  private String fetch() throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new Fetch().run(options, session), is(ExitCode.DONE));
    return session.result();
  }

  @Test
  void printsAnArrayIndentedByTwoWithTheScoresOfTheTrace() throws IOException {
    server.insert(
        "experiment",
        experiment,
        root("t1", "\"input\":1.10,\"output\":\"żółw 🛫\",\"expected\":{\"b\":1,\"a\":[]}"),
        score("t1", "s1", "{\"Exact\":1}"),
        score("t1", "s2", "{\"Judge\":null}"),
        "{\"id\":\"x\",\"span_id\":\"x\",\"root_span_id\":\"t1\",\"span_parents\":[\"t1\"],"
            + "\"span_attributes\":{\"type\":\"task\"},\"scores\":{\"no\":1}}");

    assertThat(
        fetch(),
        is(
            """
            [
              {
                "root_span_id": "t1",
                "input": 1.10,
                "output": "żółw 🛫",
                "expected": {
                  "b": 1,
                  "a": []
                },
                "metadata": {},
                "scores": {
                  "Exact": 1,
                  "Judge": null
                },
                "origin": null
              }
            ]
            """));
  }

  @Test
  void printsAnEmptyArrayForAnEmptyExperiment() throws IOException {
    assertThat(fetch(), is("[]\n"));
  }

  @Test
  void findsTheSameInBothModesAtAnyParallelismWithVersionsSpreadOverPages() throws IOException {
    for (int version = 0; version < 3; version++) {
      List<String> rows = new ArrayList<>();
      for (int i = 0; i < 2_100; i++) {
        rows.add(root("t" + i, "\"input\":" + i + ",\"output\":" + version));
        rows.add(score("t" + i, "s" + i, "{\"v\":" + version + "}"));
      }
      server.insert("experiment", experiment, rows.toArray(String[]::new));
    }
    server.edit("experiment", experiment, "t7", "\"expected\":\"edited\"");
    server.insert("experiment", experiment, "{\"id\":\"t8\",\"_object_delete\":true}");
    options.setFormat("jsonl");

    options.as(DirectOptions.class).setTargetParallelism(1);
    String byQuery = fetch();
    options.setReadMode("fetch");
    options.setLimit(500);
    options.as(DirectOptions.class).setTargetParallelism(4);
    String byFetch = fetch();

    assertThat(byFetch, equalTo(byQuery));
    assertThat(byQuery.lines().count(), is(2_099L));
    assertThat(byQuery.lines().filter(line -> line.contains("\"v\":2")).count(), is(2_099L));
  }

  @Test
  void limitsTheEditedRecordsAfterFiltering() throws IOException {
    server.insert(
        "experiment",
        experiment,
        root("t1", "\"created\":\"2026-01-01T00:00:00Z\""),
        root("t2", "\"created\":\"2026-01-02T00:00:00Z\""),
        root("t3", "\"created\":\"2026-01-03T00:00:00Z\""));
    server.edit("experiment", experiment, "t1", "\"expected\":1");
    server.edit("experiment", experiment, "t2", "\"expected\":2");
    options.setEditedOnly(true);
    options.setMaxResults(1);
    options.setFormat("jsonl");

    RawJson record = RawJson.of(fetch().strip());

    assertThat(record.field("root_span_id").text(), is("t2"));
    assertThat(record.field("edited"), equalTo(RawJson.of("true")));
  }

  @Test
  void saysWhichExperimentThereIsNot() throws IOException {
    options.setExperiment("nope");
    options.setProject("p");
    TestSession session = TestSession.in(folder);

    var error = assertThrows(BraintrustException.class, () -> new Fetch().run(options, session));

    assertThat(error.getMessage(), containsString("nope"));
  }

  @Test
  void refusesAnEditSourceWithoutEditedOnly() throws IOException {
    TestSession session = TestSession.in(folder);
    options.setEditSource("app");
    assertThrows(UsageException.class, () -> new Fetch().run(options, session));
  }
}
