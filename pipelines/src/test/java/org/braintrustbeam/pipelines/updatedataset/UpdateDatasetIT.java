package org.braintrustbeam.pipelines.updatedataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.files.WriteLog;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code update-dataset} against the emulator, from options to the rows it leaves behind. */
class UpdateDatasetIT {
  @TempDir private Path folder;

  private LocalBraintrust server;
  private String project;
  private String gold;
  private String experiment;
  private UpdateDatasetOptions options;

  @BeforeEach
  void start() {
    use(new LocalBraintrust());
  }

  private void use(LocalBraintrust local) {
    server = local;
    project = server.project("p");
    gold = server.dataset(project, "gold / 1");
    experiment = server.experiment(project, "exp");
    options = TestSession.options(UpdateDatasetOptions.class, server);
    options.setExperiment("exp");
    options.setProject("p");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void record(String dataset, String id, String expected) {
    server.insert(
        "dataset",
        dataset,
        "{\"id\":\"%s\",\"input\":{\"q\":\"%s\"},\"expected\":%s,\"tags\":[\"keep\"],"
                .formatted(id, id, expected)
            + "\"metadata\":{\"split\":\"train\",\"n\":1.10}}");
  }

  /** A case of the experiment that ran on a record as it is now. */
  private void run(String dataset, String recordId, String caseId, String expected) {
    server.insert(
        "experiment",
        experiment,
        "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",\"input\":{\"q\":\"%s\"},"
                .formatted(caseId, caseId, caseId, recordId)
            + "\"output\":\"o\",\"expected\":%s,\"metadata\":{\"model\":\"m\"},".formatted(expected)
            + "\"origin\":{\"object_type\":\"dataset\",\"object_id\":\"%s\",\"id\":\"%s\","
                .formatted(dataset, recordId)
            + "\"_xact_id\":\"%s\"}}".formatted(server.version("dataset", dataset, recordId)));
  }

  private void correct(String caseId, String expected) {
    server.edit("experiment", experiment, caseId, "\"expected\":" + expected);
  }

  private TestSession update(ExitCode expected) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new UpdateDataset().run(options, session), is(expected));
    return session;
  }

  private RawJson row(String dataset, String id) {
    return server.rows("dataset", dataset).getOrDefault(id, RawJson.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fetch"})
  void writesCorrectionsAndKeepsEverythingElse(String readMode) throws IOException {
    record(gold, "r1", "{\"a\":1,\"gone\":2}");
    server.edit("dataset", gold, "r1", "\"comment\":\"a person's note\"");
    record(gold, "r2", "\"same\"");
    run(gold, "r1", "c1", "{\"a\":1,\"gone\":2}");
    run(gold, "r2", "c2", "\"same\"");
    correct("c1", "{\"a\":9007199254740993}");
    options.setReadMode(readMode);

    TestSession session = update(ExitCode.DONE);

    assertThat(
        session.json().fields().keySet(),
        contains(
            "row_ids",
            "updated",
            "dataset_id",
            "dataset_name",
            "dataset_url",
            "unchanged",
            "unchecked",
            "conflicts",
            "skipped_no_origin",
            "missing",
            "superseded"));
    assertThat(session.json().field("row_ids").elements(), contains(RawJson.of("\"r1\"")));
    assertThat(
        String.valueOf(session.json().field("dataset_url").text()),
        containsString("/p/p/datasets/gold%20%2F%201"));
    Map<String, RawJson> r1 = row(gold, "r1").fields();
    assertThat(r1.get("expected"), equalTo(RawJson.of("{\"a\":9007199254740993}")));
    assertThat(String.valueOf(r1.get("comments")), containsString("a person's note"));
    assertThat(r1.get("tags"), equalTo(RawJson.of("[\"keep\"]")));
    assertThat(
        r1.get("metadata"),
        equalTo(RawJson.of("{\"split\":\"train\",\"n\":1.10,\"model\":\"m\"}")));
  }

  @Test
  void writesNothingTheSecondTime() throws IOException {
    record(gold, "r1", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");
    correct("c1", "\"b\"");
    update(ExitCode.DONE);
    String version = server.version("dataset", gold, "r1");

    TestSession again = update(ExitCode.DONE);

    assertThat(again.json().field("updated"), equalTo(RawJson.of("0")));
    assertThat(again.json().field("unchanged"), equalTo(RawJson.of("1")));
    assertThat(server.version("dataset", gold, "r1"), is(version));
  }

  @Test
  void showsAndWritesNothingInADryRun() throws IOException {
    record(gold, "r1", "\"a\"");
    record(gold, "r0", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");
    run(gold, "r0", "c0", "\"a\"");
    correct("c1", "\"b\"");
    correct("c0", "\"b\"");
    options.setDryRun(true);

    TestSession session = update(ExitCode.DONE);

    assertThat(
        session.json().fields().keySet(),
        contains(
            "dry_run",
            "dataset_id",
            "records_to_update",
            "events",
            "dataset_url",
            "unchanged",
            "unchecked",
            "conflicts",
            "skipped_no_origin",
            "missing",
            "superseded"));
    assertThat(
        RawJson.of(session.json().field("events").toString().replaceAll("\\s", "")),
        equalTo(
            RawJson.of(
                "[{\"id\":\"r0\",\"input\":{\"q\":\"r0\"},\"expected\":\"b\","
                    + "\"metadata\":{\"model\":\"m\"}},"
                    + "{\"id\":\"r1\",\"input\":{\"q\":\"r1\"},\"expected\":\"b\","
                    + "\"metadata\":{\"model\":\"m\"}}]")));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"a\"")));
  }

  @Test
  void leavesAConflictAloneAndSaysSo() throws IOException {
    record(gold, "r1", "\"base\"");
    run(gold, "r1", "c1", "\"base\"");
    correct("c1", "\"ours\"");
    server.edit("dataset", gold, "r1", "\"expected\":\"theirs\"");

    TestSession session = update(ExitCode.INCOMPLETE);

    assertThat(
        session.json().field("conflicts").toString().replaceAll("\\s", ""),
        is("[{\"id\":\"r1\",\"base\":\"base\",\"ours\":\"ours\",\"theirs\":\"theirs\"}]"));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"theirs\"")));
    assertThat(session.warnings(), hasItem(containsString("r1")));

    options.setOnConflict("overwrite");
    update(ExitCode.DONE);
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"ours\"")));
  }

  @Test
  void writesNothingAtAllIfAConflictIsToFail() throws IOException {
    record(gold, "r1", "\"base\"");
    record(gold, "r2", "\"base\"");
    run(gold, "r1", "c1", "\"base\"");
    run(gold, "r2", "c2", "\"base\"");
    correct("c1", "\"ours\"");
    correct("c2", "\"ours\"");
    server.edit("dataset", gold, "r1", "\"expected\":\"theirs\"");
    options.setOnConflict("fail");

    TestSession session = TestSession.in(folder);
    var error =
        assertThrows(BraintrustException.class, () -> new UpdateDataset().run(options, session));

    assertThat(error.getMessage(), containsString("nothing was written"));
    assertThat(row(gold, "r2").field("expected"), equalTo(RawJson.of("\"base\"")));
    assertThat(session.json().field("updated"), equalTo(RawJson.of("0")));
  }

  @Test
  void neverBringsBackAStaleInput() throws IOException {
    record(gold, "r1", "\"base\"");
    run(gold, "r1", "c1", "\"base\"");
    correct("c1", "\"ours\"");
    server.insert(
        "dataset", gold, "{\"id\":\"r1\",\"input\":{\"q\":\"better\"},\"_is_merge\":true}");

    update(ExitCode.DONE);

    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"ours\"")));
    assertThat(row(gold, "r1").field("input"), equalTo(RawJson.of("{\"q\":\"better\"}")));
  }

  @Test
  void updatesEveryDatasetThatHasCorrections() throws IOException {
    String other = server.dataset(project, "other");
    record(gold, "r1", "\"a\"");
    record(other, "r1", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");
    run(other, "r1", "c2", "\"a\"");
    correct("c1", "\"b\"");
    correct("c2", "\"c\"");

    TestSession session = update(ExitCode.DONE);

    assertThat(session.json().field("updated"), equalTo(RawJson.of("2")));
    assertThat(session.json().field("datasets").elements().size(), is(2));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"b\"")));
    assertThat(row(other, "r1").field("expected"), equalTo(RawJson.of("\"c\"")));
  }

  @Test
  void takesTheNewestEditOfSeveralTrials() throws IOException {
    record(gold, "r1", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");
    run(gold, "r1", "c2", "\"a\"");
    run(gold, "r1", "c3", "\"a\"");
    correct("c2", "\"newest\"");
    correct("c1", "\"older\"");
    correct("c3", "\"newest\"");
    correct("c2", "\"newest\"");

    TestSession session = update(ExitCode.DONE);

    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"newest\"")));
    assertThat(session.json().field("superseded"), equalTo(RawJson.of("1")));
  }

  @Test
  void countsMissingRecordsAndRowsWithoutOrigin() throws IOException {
    record(gold, "r1", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");
    correct("c1", "\"b\"");
    server.insert(
        "experiment",
        experiment,
        "{\"id\":\"c2\",\"span_id\":\"c2\",\"root_span_id\":\"c2\",\"expected\":\"a\"}");
    correct("c2", "\"b\"");
    server.insert("dataset", gold, "{\"id\":\"r1\",\"_object_delete\":true}");

    TestSession session = update(ExitCode.INCOMPLETE);

    assertThat(session.json().field("missing"), equalTo(RawJson.of("1")));
    assertThat(session.json().field("skipped_no_origin"), equalTo(RawJson.of("1")));
    assertThat(row(gold, "r1"), equalTo(RawJson.NULL));

    options.setRecreateMissing(true);
    assertThat(update(ExitCode.INCOMPLETE).json().field("missing"), equalTo(RawJson.of("0")));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"b\"")));
    assertThat(row(gold, "r1").field("input"), equalTo(RawJson.of("{\"q\":\"r1\"}")));
  }

  @Test
  void saysThatThereIsNothingToDo() throws IOException {
    record(gold, "r1", "\"a\"");
    run(gold, "r1", "c1", "\"a\"");

    TestSession session = update(ExitCode.FAILED);

    assertThat(session.json().fields().keySet(), contains("updated", "message"));
    assertThat(session.warnings(), hasItem(containsString("no edited record")));

    options.setAllowEmpty(true);
    update(ExitCode.DONE);
  }

  @Test
  void putsARowThatIsTooLargeAsideAndWritesTheOthers() throws IOException {
    server.close();
    use(LocalBraintrust.withMaxRequestBytes(15_000));
    String long9k = '"' + "x".repeat(9_000) + '"';
    for (String id : List.of("r1", "r2", "r3")) {
      record(gold, id, "\"a\"");
      run(gold, id, "c" + id, "\"a\"");
      correct("c" + id, "\"b\"");
    }
    server.insert(
        "experiment", experiment, "{\"id\":\"cr2\",\"input\":" + long9k + ",\"_is_merge\":true}");
    correct("cr2", long9k);
    Path deadLetters = folder.resolve("rejected.jsonl");
    options.setDeadLetter(deadLetters.toString());

    TestSession session = update(ExitCode.INCOMPLETE);

    assertThat(
        session.json().field("row_ids").toString().replaceAll("\\s", ""), is("[\"r1\",\"r3\"]"));
    assertThat(row(gold, "r2").field("expected"), equalTo(RawJson.of("\"a\"")));
    RawJson letter = RawJson.of(Files.readString(deadLetters).strip());
    assertThat(letter.field("reason").text(), is("TOO_LARGE"));
    assertThat(letter.field("row_id").text(), is("r2"));
    assertThat(letter.field("row").field("expected"), equalTo(RawJson.of(long9k)));
    assertThat(session.warnings(), hasItem(containsString("rejected.jsonl")));
  }

  private void correctedRecord(String id) {
    record(gold, id, "\"old\"");
    run(gold, id, "of-" + id, "\"old\"");
    correct("of-" + id, "\"new\"");
  }

  private void write(String id) {
    server.insert(
        "dataset", gold, "{\"id\":\"%s\",\"expected\":\"new\",\"_is_merge\":true}".formatted(id));
  }

  private static List<OrderedRow> logged(String... keys) {
    return Stream.of(keys)
        .map(
            key -> {
              String[] parts = key.split("/", -1);
              String json = "{\"dataset_id\":\"%s\",\"id\":\"%s\"}".formatted(parts[0], parts[1]);
              return new OrderedRow(parts[0] + '\0' + parts[1], RawJson.of(json));
            })
        .toList();
  }

  @Test
  void whatAnAttemptWroteBeforeItDiedIsUpdatedAndNotUnchanged() throws IOException {
    for (String id : List.of("acknowledged", "somebodys", "taken", "under-way", "untouched")) {
      correctedRecord(id);
    }
    TestSession session = TestSession.in(folder);
    // The attempt that died: one request was answered, of the other the answer never came. The
    // service took one row of it, and another one was never sent.
    WriteLog log = new WriteLog(SharedFolder.mark(session.workFolder()));
    log.end(log.begin(logged(gold + "/acknowledged")), logged(gold + "/acknowledged"));
    log.begin(logged(gold + "/taken", gold + "/under-way"));
    write("acknowledged");
    write("taken");
    write("somebodys");

    assertThat(new UpdateDataset().run(options, session), is(ExitCode.DONE));

    RawJson result = session.json();
    assertThat(
        result.field("row_ids").elements().stream().map(RawJson::text).toList(),
        contains("acknowledged", "taken", "under-way", "untouched"));
    assertThat(result.field("updated").toString(), equalTo("4"));
    assertThat(result.field("unchanged").toString(), equalTo("1"));
    assertThat(row(gold, "untouched").field("expected").text(), equalTo("new"));
  }

  @Test
  void aRunThatIsRestartedAfterAllWasWrittenTellsTheSame() throws IOException {
    for (int i = 0; i < 30; i++) {
      correctedRecord("r" + i);
    }
    record(gold, "done", "\"old\"");
    run(gold, "done", "of-done", "\"old\"");
    correct("of-done", "\"new\"");
    write("done");
    TestSession session = TestSession.in(folder).restarted();

    assertThat(new UpdateDataset().run(options, session), is(ExitCode.DONE));

    RawJson result = session.json();
    assertThat(result.field("updated").toString(), equalTo("30"));
    assertThat(result.field("row_ids").elements().size(), is(30));
    assertThat(result.field("unchanged").toString(), equalTo("1"));
    assertThat(session.warnings(), is(List.of()));
  }

  /** The budget and the places are the workers' until they have ended. */
  @Test
  void theLauncherSendsNothingWhileWorkersRun() throws IOException {
    correctedRecord("r1");
    AtomicLong sent = new AtomicLong();
    TestSession session =
        TestSession.in(folder)
            .onWorkers()
            .beforeRun(
                () -> {
                  pass(Duration.ofMillis(500));
                  sent.set(server.takeRequests());
                });
    server.takeRequests();

    assertThat(new UpdateDataset().run(options, session), is(ExitCode.DONE));

    assertThat(sent.get(), is(3L)); // project, experiment and its version, before they start
    assertThat(session.json().field("dataset_url").text(), containsString("gold"));
  }

  private static void pass(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWorkFolderMayLieOnAnyFileSystemThatBeamKnows() throws IOException {
    FileSystems.setDefaultPipelineOptions(options);
    correctedRecord("r1");
    TestSession session = TestSession.withWorkFolder("shelf://runs/update");

    assertThat(new UpdateDataset().run(options, session), is(ExitCode.DONE));

    assertThat(session.json().field("updated").toString(), equalTo("1"));
    assertThat(row(gold, "r1").field("expected").text(), equalTo("new"));
  }

  @Test
  void workersThatDoNotSeeTheFolderWriteNothing() throws IOException {
    correctedRecord("r1");
    TestSession session = TestSession.in(folder);
    Path marker = Path.of(session.workFolder(), "marker");
    session.beforeRun(() -> marker.toFile().delete());

    RuntimeException failure =
        assertThrows(RuntimeException.class, () -> new UpdateDataset().run(options, session));

    assertThat(failure.toString(), containsString("the workers do not see"));
    assertThat(row(gold, "r1").field("expected").text(), equalTo("old"));
  }
}
