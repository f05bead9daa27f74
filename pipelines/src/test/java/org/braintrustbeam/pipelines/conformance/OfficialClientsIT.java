package org.braintrustbeam.pipelines.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.emulator.conformance.OfficialClients;
import org.braintrustbeam.emulator.conformance.WithOfficialClients;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.fetch.Fetch;
import org.braintrustbeam.pipelines.fetch.FetchOptions;
import org.braintrustbeam.pipelines.syncdatasets.SyncDatasets;
import org.braintrustbeam.pipelines.syncdatasets.SyncDatasetsOptions;
import org.braintrustbeam.pipelines.updatedataset.UpdateDataset;
import org.braintrustbeam.pipelines.updatedataset.UpdateDatasetOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official clients write our commands read, and the other way round. */
@ExtendWith(WithOfficialClients.class)
class OfficialClientsIT {
  private static final String PROJECT = "shop / eu";

  private static OfficialClients clients;

  @TempDir private Path folder;
  private LocalBraintrust server;

  @BeforeAll
  static void install() {
    clients = OfficialClients.installed();
  }

  @BeforeEach
  void start() {
    server = new LocalBraintrust();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String client(String journey, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "journeys/" + journey + ".mjs";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return clients.run(server.url(), LocalBraintrust.KEY, command);
  }

  /** Runs the SDK's Eval and answers the id of the dataset that it ran on. */
  private String evaluate() {
    RawJson made = RawJson.of(client("evaluate", PROJECT).strip());
    return String.valueOf(made.field("dataset").text());
  }

  /** The records of a dataset as the SDK reads them, each a line of JSON. */
  private List<String> records(String dataset) {
    return client("records", PROJECT, dataset).lines().toList();
  }

  private String viewed(String dataset) {
    return client(
        "bt", "datasets", "view", dataset, "-p", PROJECT, "--full", "--all-rows", "--json");
  }

  private Map<String, RawJson> fetched(boolean editedOnly, String readMode) throws IOException {
    FetchOptions options = TestSession.options(FetchOptions.class, server);
    options.setExperiment("run");
    options.setProject(PROJECT);
    options.setEditedOnly(editedOnly);
    options.setReadMode(readMode);
    options.setFormat("jsonl");
    TestSession session = TestSession.in(folder);
    assertThat(new Fetch().run(options, session), is(ExitCode.DONE));
    Map<String, RawJson> byInput = new TreeMap<>();
    session
        .result()
        .lines()
        .map(RawJson::of)
        .forEach(one -> byInput.put(one.field("input").toString(), one));
    return byInput;
  }

  private TestSession update() throws IOException {
    UpdateDatasetOptions options = TestSession.options(UpdateDatasetOptions.class, server);
    options.setExperiment("run");
    options.setProject(PROJECT);
    TestSession session = TestSession.in(folder);
    assertThat(new UpdateDataset().run(options, session), is(ExitCode.DONE));
    return session;
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fetch"})
  void fetchReadsWhatEvalWroteWithScoresAndOrigins(String readMode) throws IOException {
    String dataset = evaluate();

    Map<String, RawJson> cases = fetched(false, readMode);

    assertThat(
        cases.keySet(), contains("{\"z\":\"Größe?\",\"a\":1}", "{\"z\":\"colour?\",\"a\":2}"));
    RawJson size = cases.getOrDefault("{\"z\":\"Größe?\",\"a\":1}", RawJson.NULL);
    RawJson colour = cases.getOrDefault("{\"z\":\"colour?\",\"a\":2}", RawJson.NULL);
    assertThat(scores(size), equalTo(Map.of("Answer ok", "1", "Polite", "0.5")));
    assertThat(scores(colour), equalTo(Map.of("Answer ok", "0", "Polite", "0.5")));
    assertThat(colour.field("output").toString(), is("\"red\""));
    assertThat(colour.field("expected").toString(), is("{\"name\":\"blue\",\"rgb\":[0,0,1]}"));
    assertThat(size.field("metadata").toString(), is("{\"n\":1}"));
    assertThat(
        size.field("origin").toString(),
        is("{\"dataset_id\":\"" + dataset + "\",\"dataset_record_id\":\"q1\"}"));
  }

  private static Map<String, String> scores(RawJson record) {
    Map<String, String> scores = new TreeMap<>();
    record.field("scores").fields().forEach((name, value) -> scores.put(name, value.toString()));
    return scores;
  }

  @Test
  void aCorrectionOfTheSdkGoesToTheDatasetAndIsReadBackByBothClients() throws IOException {
    evaluate();
    client("correct", PROJECT, "run", "{\"size\":\"L 🧥\",\"cm\":[58.5,2]}");

    assertThat(fetched(true, "query").keySet(), contains("{\"z\":\"Größe?\",\"a\":1}"));
    TestSession session = update();

    assertThat(session.json().field("row_ids").elements(), contains(RawJson.of("\"q1\"")));
    assertThat(
        records("questions"),
        containsInAnyOrder(
            "{\"id\":\"q1\",\"input\":{\"z\":\"Größe?\",\"a\":1},"
                + "\"expected\":{\"size\":\"L 🧥\",\"cm\":[58.5,2]},"
                + "\"metadata\":{\"n\":1},\"tags\":[\"keep\"]}",
            "{\"id\":\"q2\",\"input\":{\"z\":\"colour?\",\"a\":2},"
                + "\"expected\":{\"name\":\"blue\",\"rgb\":[0,0,1]},"
                + "\"metadata\":null,\"tags\":null}"));
    assertThat(viewed("questions"), containsString("L 🧥"));
    assertThat(update().json().field("updated").toString(), is("0"));
  }

  @Test
  void whatSyncDatasetsWritesIsReadBackByBothClients() throws IOException {
    String project = server.project(PROJECT);
    String newer = server.dataset(project, "newer");
    String older = server.dataset(project, "older");
    String expected = "{\"z\":9007199254740993,\"a\":\"naïve 🐢\",\"list\":[1.25,null,true]}";
    server.insert("dataset", newer, record("n", expected, "2026-06-02T00:00:00Z"));
    server.insert("dataset", older, record("o", "\"old\"", "2026-06-01T00:00:00Z"));
    SyncDatasetsOptions options = TestSession.options(SyncDatasetsOptions.class, server);
    options.setDatasets(List.of(newer, older));
    options.setApply(true);

    assertThat(new SyncDatasets().run(options, TestSession.in(folder)), is(ExitCode.DONE));

    assertThat(
        records("older"),
        contains(
            "{\"id\":\"o\",\"input\":{\"q\":\"1\"},\"expected\":"
                + expected.replace("9007199254740993", "9007199254740992")
                + ",\"metadata\":{\"m\":1},\"tags\":[\"keep\"]}"));
    String viewed = viewed("older").replaceAll("\\s", "");
    assertThat(viewed, containsString("\"z\":9007199254740993"));
    assertThat(viewed, containsString("\"a\":\"naïve🐢\""));
    assertThat(viewed, containsString("\"list\":[1.25,null,true]"));
  }

  private static String record(String id, String expected, String created) {
    return ("{\"id\":\"%s\",\"input\":{\"q\":\"1\"},\"expected\":%s,\"created\":\"%s\","
            + "\"tags\":[\"keep\"],\"metadata\":{\"m\":1}}")
        .formatted(id, expected, created);
  }
}
