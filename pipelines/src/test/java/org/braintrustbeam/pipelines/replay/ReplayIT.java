package org.braintrustbeam.pipelines.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.syncdatasets.SyncDatasets;
import org.braintrustbeam.pipelines.syncdatasets.SyncDatasetsOptions;
import org.braintrustbeam.pipelines.updatedataset.UpdateDataset;
import org.braintrustbeam.pipelines.updatedataset.UpdateDatasetOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --replay} against the emulator, with files that runs left behind. */
class ReplayIT {
  private static final String MALFORMED =
      "{\"reason\":\"MALFORMED\",\"detail\":\"no id\",\"step\":\"ReadRows\",\"object_id\":\"d\","
          + "\"row_id\":\"\",\"row\":{\"x\":1.10}}";

  private static final String UNREADABLE =
      MALFORMED.replace("{\"x\":1.10}", "\"{\\\"x\\\": NaN}\"").replace("no id", "no JSON");

  @TempDir private Path folder;

  private final LocalBraintrust server = LocalBraintrust.withMaxRequestBytes(15_000);
  private String gold;
  private String copy;
  private String experiment;
  private Path letters;

  @BeforeEach
  void start() {
    String project = server.project("p");
    gold = server.dataset(project, "gold");
    copy = server.dataset(project, "copy");
    experiment = server.experiment(project, "exp");
    letters = folder.resolve("rejected.jsonl");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void record(String dataset, String id, String expected) {
    server.insert(
        "dataset",
        dataset,
        "{\"id\":\"%s\",\"input\":\"q\",\"expected\":%s,\"tags\":[\"keep\"]}"
            .formatted(id, expected));
  }

  private RawJson row(String dataset, String id) {
    return server.rows("dataset", dataset).getOrDefault(id, RawJson.NULL);
  }

  /** What a run leaves behind of a change of {@code expected} that was decided on now. */
  private String letter(String dataset, String id, String expected) {
    return letter(dataset, id, expected, server.version("dataset", dataset, id));
  }

  private String letter(String dataset, String id, String expected, String version) {
    return ("{'reason':'REFUSED','detail':'no','step':'UpsertRows','object_id':'%s','row_id':'%s',"
            + "'row':{'id':'%s','expected':%s,'_is_merge':true,'_merge_paths':[['expected']]},"
            + "'based_on':{'source_object_id':'%s','source_row_id':'c1','xact_id':'%s'}}")
        .replace('\'', '"')
        .formatted(dataset, id, id, expected, experiment, version);
  }

  private UpdateDatasetOptions options() {
    UpdateDatasetOptions options = TestSession.options(UpdateDatasetOptions.class, server);
    options.setExperiment("exp");
    options.setProject("p");
    options.setReplay(letters.toString());
    options.setDeadLetter(letters.toString());
    return options;
  }

  private TestSession replay(UpdateDatasetOptions options, ExitCode end) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new UpdateDataset().run(options, session), is(end));
    return session;
  }

  @Test
  void whatWasRefusedIsMendedAndWrittenFromTheSameFile() throws IOException {
    record(gold, "r1", "\"a\"");
    server.insert(
        "experiment",
        experiment,
        ("{'id':'c1','span_id':'c1','root_span_id':'c1','input':'q','expected':'a','origin':"
                + "{'object_type':'dataset','object_id':'%s','id':'r1','_xact_id':'%s'}}")
            .replace('\'', '"')
            .formatted(gold, server.version("dataset", gold, "r1")));
    String longText = "x".repeat(8_000);
    server.insert(
        "experiment",
        experiment,
        "{\"id\":\"c1\",\"input\":\"" + longText + "\",\"_is_merge\":true}");
    server.edit("experiment", experiment, "c1", "\"expected\":\"" + longText + "\"");
    UpdateDatasetOptions first = options();
    first.setReplay(null);
    TestSession session = replay(first, ExitCode.INCOMPLETE);
    assertThat(session.warnings(), hasItem(containsString("--replay FILE sends again")));
    String left = Files.readString(letters);

    replay(options(), ExitCode.INCOMPLETE); // it is as large as it was
    assertThat(Files.readString(letters), equalTo(left));
    Files.writeString(letters, left.replace(longText, "shorter"));
    TestSession mended = replay(options(), ExitCode.DONE);

    assertThat(mended.json().field("updated").toString(), is("1"));
    assertThat(
        mended.json().field("rows").toString().replaceAll("\\s", ""),
        is("[{\"dataset_id\":\"" + gold + "\",\"id\":\"r1\"}]"));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"shorter\"")));
    assertThat(row(gold, "r1").field("input"), equalTo(RawJson.of("\"shorter\"")));
    assertThat(row(gold, "r1").field("tags"), equalTo(RawJson.of("[\"keep\"]")));
    assertThat(Files.readString(letters), is(""));
  }

  @Test
  void writesNothingTheSecondTime() throws IOException {
    record(gold, "r1", "\"a\"");
    String left = letter(gold, "r1", "\"b\"");
    Files.writeString(letters, left);
    replay(options(), ExitCode.DONE);
    String version = server.version("dataset", gold, "r1");
    Files.writeString(letters, left); // as if the first had died before it could say so

    TestSession again = replay(options(), ExitCode.DONE);

    assertThat(again.json().field("unchanged").toString(), is("1"));
    assertThat(again.json().field("updated").toString(), is("0"));
    assertThat(server.version("dataset", gold, "r1"), is(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "fetch"})
  void nothingIsLostWhereTheFileIsReadAndWritten(String readMode) throws IOException {
    record(gold, "r1", "\"a\"");
    record(gold, "r2", "\"a\"");
    String moved = letter(gold, "r1", "\"ours\"");
    server.edit("dataset", gold, "r1", "\"expected\":\"theirs\"");
    Files.writeString(
        letters, String.join("\n", MALFORMED, UNREADABLE, moved, "", letter(gold, "r2", "\"b\"")));
    UpdateDatasetOptions options = options();
    options.setReadMode(readMode);

    TestSession session = replay(options, ExitCode.INCOMPLETE);

    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"theirs\"")));
    assertThat(row(gold, "r2").field("expected"), equalTo(RawJson.of("\"b\"")));
    assertThat(session.json().field("failed").toString(), is("3"));
    assertThat(
        session.warnings(),
        hasItem(allOf(containsString("cannot be replayed"), containsString(letters + ":1"))));
    List<String> left = Files.readAllLines(letters);
    assertThat(left.size(), is(3));
    assertThat(left, hasItems(MALFORMED, UNREADABLE));
    RawJson again =
        RawJson.of(
            left.stream().filter(line -> line.contains("based_on")).findFirst().orElseThrow());
    assertThat(again.field("reason").text(), is("CHANGED_MEANWHILE"));
    assertThat(
        session.warnings(),
        hasItem(containsString("to decide anew on 1 that changed meanwhile, run the command")));
    assertThat(again.field("row"), equalTo(RawJson.of(moved).field("row")));
    assertThat(again.field("based_on"), equalTo(RawJson.of(moved).field("based_on")));
  }

  @Test
  void aDryRunLeavesTheFileAlone() throws IOException {
    record(gold, "r1", "\"a\"");
    String text = letter(gold, "r1", "\"b\"") + "\n" + MALFORMED + "\n";
    Files.writeString(letters, text);
    UpdateDatasetOptions options = options();
    options.setDryRun(true);

    TestSession session = replay(options, ExitCode.INCOMPLETE);

    assertThat(Files.readString(letters), equalTo(text));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"a\"")));
    RawJson event = session.json().field("events").elements().get(0);
    assertThat(event.field("fields").field("expected"), equalTo(RawJson.of("\"b\"")));
    assertThat(session.json().field("rejected").elements().size(), is(1));
  }

  @Test
  void aRowThatWasDeletedStaysDeleted() throws IOException {
    record(gold, "r1", "\"a\"");
    Files.writeString(letters, letter(gold, "r1", "\"b\""));
    server.insert("dataset", gold, "{\"id\":\"r1\",\"_object_delete\":true}");

    replay(options(), ExitCode.INCOMPLETE);

    assertThat(row(gold, "r1"), equalTo(RawJson.NULL));
    assertThat(Files.readString(letters), containsString("was deleted after the decision"));
  }

  @Test
  void aRowThatWasToBeMadeIsMadeOnce() throws IOException {
    Files.writeString(letters, letter(gold, "new", "\"b\"", "0"));
    replay(options(), ExitCode.DONE);
    assertThat(row(gold, "new").field("expected"), equalTo(RawJson.of("\"b\"")));

    Files.writeString(letters, letter(gold, "new", "\"other\"", "0"));
    replay(options(), ExitCode.INCOMPLETE);
    assertThat(row(gold, "new").field("expected"), equalTo(RawJson.of("\"b\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | no JSON",
        "{\"reason\":\"REFUSED\" | no JSON",
        "{}{} | more than one JSON object",
        "{} x | no JSON",
        "[] | not a JSON object",
        "{\"reason\":\"REFUSED\"} | 'row' is missing",
        "{\"row\":1,\"step\":\"s\",\"reason\":\"OTHER\"} | no such reason: OTHER"
      })
  void aLineOfSomethingElseEndsItBeforeAnythingIsWritten(String line, String why)
      throws IOException {
    record(gold, "r1", "\"a\"");
    Files.writeString(letters, letter(gold, "r1", "\"b\"") + "\n" + line + "\n");

    var error = assertThrows(UsageException.class, () -> replay(options(), ExitCode.DONE));

    assertThat(error.getMessage(), allOf(containsString(letters + ":2: "), containsString(why)));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"a\"")));
  }

  @Test
  void twoChangesOfOneRowAreAQuestionForThePerson() throws IOException {
    record(gold, "r1", "\"a\"");
    Files.writeString(
        letters, letter(gold, "r1", "\"b\"") + "\n" + letter(gold, "r1", "\"c\"") + "\n");

    var error = assertThrows(UsageException.class, () -> replay(options(), ExitCode.DONE));

    assertThat(error.getMessage(), containsString(":2: "));
    assertThat(error.getMessage(), containsString("row 'r1' is in line 1 already"));
  }

  @Test
  void theFileOfAnotherExperimentIsRefused() throws IOException {
    record(gold, "r1", "\"a\"");
    Files.writeString(letters, letter(gold, "r1", "\"b\"").replace(experiment, "another"));

    var error = assertThrows(UsageException.class, () -> replay(options(), ExitCode.DONE));

    assertThat(error.getMessage(), containsString(":1: holds what was decided on another"));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"a\"")));
  }

  @Test
  void aFileThatIsNotThereOrAFolderOrTheOutputIsRefused() throws IOException {
    UpdateDatasetOptions output = options();
    output.setOutput(folder.resolve(".").resolve("rejected.jsonl").toString());

    var missing = assertThrows(UsageException.class, () -> replay(options(), ExitCode.DONE));
    Files.createDirectory(letters);
    var directory = assertThrows(UsageException.class, () -> replay(options(), ExitCode.DONE));
    Files.delete(letters);
    Files.writeString(letters, MALFORMED);
    var same = assertThrows(UsageException.class, () -> replay(output, ExitCode.DONE));

    assertThat(missing.getMessage(), containsString("no such file"));
    assertThat(directory.getMessage(), containsString("is a folder"));
    assertThat(same.getMessage(), containsString("the same file"));
  }

  @Test
  void syncDatasetsReplaysWithApplyOnly() throws IOException {
    record(gold, "r1", "\"a\"");
    record(copy, "r1", "\"b\"");
    Files.writeString(letters, letter(gold, "r1", "\"b\""));
    SyncDatasetsOptions options = TestSession.options(SyncDatasetsOptions.class, server);
    options.setProject("p");
    options.setDatasets(List.of("gold", "copy"));
    options.setReplay(letters.toString());
    options.setDeadLetter(folder.resolve("other.jsonl").toString());

    TestSession shown = TestSession.in(folder);
    assertThat(new SyncDatasets().run(options, shown), is(ExitCode.DONE));
    assertThat(shown.result(), containsString("1 to write"));
    assertThat(shown.result(), containsString("--apply"));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"a\"")));

    options.setApply(true);
    TestSession applied = TestSession.in(folder);
    assertThat(new SyncDatasets().run(options, applied), is(ExitCode.DONE));
    assertThat(applied.result(), containsString("1 written, 0 unchanged, 0 failed"));
    assertThat(row(gold, "r1").field("expected"), equalTo(RawJson.of("\"b\"")));
    assertThat(Files.size(letters) > 0, is(true)); // not the file of this run
  }

  @Test
  void syncDatasetsRefusesDatasetsItDoesNotName() throws IOException {
    String third = server.dataset(server.project("p"), "third");
    record(third, "r1", "\"a\"");
    Files.writeString(letters, letter(third, "r1", "\"b\""));
    SyncDatasetsOptions options = TestSession.options(SyncDatasetsOptions.class, server);
    options.setProject("p");
    options.setDatasets(List.of("gold", "copy"));
    options.setReplay(letters.toString());
    options.setApply(true);

    var error =
        assertThrows(
            UsageException.class, () -> new SyncDatasets().run(options, TestSession.in(folder)));

    assertThat(error.getMessage(), containsString(":1: changes dataset " + third));
  }

  @Test
  void aRunThatIsRestartedTellsTheSame() throws IOException {
    record(gold, "r1", "\"a\"");
    record(gold, "r2", "\"same\"");
    Files.writeString(
        letters, letter(gold, "r1", "\"b\"") + "\n" + letter(gold, "r2", "\"same\"") + "\n");
    TestSession session = TestSession.in(folder).restarted();

    assertThat(new UpdateDataset().run(options(), session), is(ExitCode.DONE));

    assertThat(session.json().field("updated").toString(), equalTo("1"));
    assertThat(session.json().field("unchanged").toString(), equalTo("1"));
    assertThat(row(gold, "r1").field("expected").text(), equalTo("b"));
  }

  @Test
  void workersDoNotOpenTheLaunchersFile() throws IOException {
    record(gold, "r1", "\"a\"");
    Files.writeString(letters, letter(gold, "r1", "\"b\"") + "\n");
    TestSession session = TestSession.in(folder).beforeRun(() -> letters.toFile().delete());

    assertThat(new UpdateDataset().run(options(), session), is(ExitCode.DONE));

    assertThat(row(gold, "r1").field("expected").text(), equalTo("b"));
  }

  @Test
  void theFileMayLieOnAnyFileSystemThatBeamKnows() throws IOException {
    record(gold, "r1", "\"a\"");
    UpdateDatasetOptions options = options();
    FileSystems.setDefaultPipelineOptions(options);
    String name = "shelf://letters/rejected.jsonl";
    String letter = letter(gold, "r1", "\"b\"");
    NamedFile.write(name, out -> out.write(letter.getBytes(UTF_8)));
    options.setReplay(name);
    options.setDeadLetter(name);

    replay(options, ExitCode.DONE);

    assertThat(row(gold, "r1").field("expected").text(), equalTo("b"));
    try (InputStream in = NamedFile.open(name)) {
      assertThat(in.readAllBytes().length, is(0));
    }
    options.setReplay("shelf://letters/absent");
    UsageException failure =
        assertThrows(
            UsageException.class, () -> new UpdateDataset().run(options, TestSession.in(folder)));
    assertThat(failure.getMessage(), equalTo("--replay shelf://letters/absent: no such file"));
  }
}
