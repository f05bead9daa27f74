package org.braintrustbeam.pipelines.syncdatasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sync-datasets} against the emulator. */
class SyncDatasetsIT {
  @TempDir private Path folder;

  private LocalBraintrust server;
  private String first;
  private String second;
  private SyncDatasetsOptions options;

  @BeforeEach
  void start() {
    server = new LocalBraintrust();
    String project = server.project("p");
    first = server.dataset(project, "first");
    second = server.dataset(project, "second");
    options = TestSession.options(SyncDatasetsOptions.class, server);
    options.setDatasets(List.of("first", second));
    options.setProject("p");
    options.setJson(true);
    server.insert(
        "dataset",
        first,
        record("a1", "{\"q\":1,\"r\":\"x\"}", "\"old\"", "2026-06-01T14:00:00+02:00"),
        record("a2", "\"same\"", "{}", "2026-06-01T00:00:00Z"),
        record("a3", "\"only in first\"", "1", "2026-06-01T00:00:00Z"),
        record("a4", "{\"r\":\"x\",\"q\":1.0}", "\"older\"", "2026-05-01T00:00:00Z"));
    server.insert(
        "dataset",
        second,
        record("b1", "{\"r\":\"x\",\"q\":1e0}", "\"new\"", "2026-06-01T12:30:00Z"),
        record("b2", "\"same\"", "null", "2026-06-02T00:00:00Z"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String record(String id, String input, String expected, String created) {
    return ("{\"id\":\"%s\",\"input\":%s,\"expected\":%s,\"created\":\"%s\",\"tags\":[\"keep\"],"
            + "\"metadata\":{\"m\":1}}")
        .formatted(id, input, expected, created);
  }

  private TestSession sync(ExitCode expected) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new SyncDatasets().run(options, session), is(expected));
    return session;
  }

  private RawJson row(String dataset, String id) {
    return server.rows("dataset", dataset).getOrDefault(id, RawJson.NULL);
  }

  @Test
  void showsWhatItWouldDoAndWritesNothing() throws IOException {
    RawJson result = sync(ExitCode.DONE).json();

    assertThat(
        result.fields().keySet(),
        contains(
            "datasets",
            "unique_inputs",
            "inputs_in_multiple",
            "inputs_with_diffs",
            "disagreements",
            "updates",
            "applied"));
    assertThat(result.field("unique_inputs"), equalTo(RawJson.of("3")));
    assertThat(result.field("inputs_in_multiple"), equalTo(RawJson.of("2")));
    assertThat(result.field("inputs_with_diffs"), equalTo(RawJson.of("1")));
    assertThat(result.field("disagreements"), equalTo(RawJson.of("0")));
    assertThat(
        result.field("datasets").field(first).toString().replaceAll("\\s", ""),
        is("{\"name\":\"first\",\"entry_count\":4}"));
    assertThat(
        result.field("updates").toString().replaceAll("\\s", ""),
        is(
            ("{\"%s\":[{\"entry_id\":\"a1\",\"input\":{\"q\":1,\"r\":\"x\"},"
                    + "\"old_expected\":\"old\",\"new_expected\":\"new\","
                    + "\"source_dataset\":\"%s\"},"
                    + "{\"entry_id\":\"a4\",\"input\":{\"r\":\"x\",\"q\":1.0},"
                    + "\"old_expected\":\"older\",\"new_expected\":\"new\","
                    + "\"source_dataset\":\"%s\"}]}")
                .formatted(first, second, second)));
    assertThat(result.field("applied"), equalTo(RawJson.of("false")));
    assertThat(row(first, "a1").field("expected"), equalTo(RawJson.of("\"old\"")));
  }

  @Test
  void writesOnlyTheFieldAndNothingTheSecondTime() throws IOException {
    options.setApply(true);

    RawJson result = sync(ExitCode.DONE).json();

    assertThat(result.field("updated"), equalTo(RawJson.of("2")));
    assertThat(result.field("failed"), equalTo(RawJson.of("0")));
    Map<String, RawJson> a1 = row(first, "a1").fields();
    assertThat(a1.get("expected"), equalTo(RawJson.of("\"new\"")));
    assertThat(a1.get("input"), equalTo(RawJson.of("{\"q\":1,\"r\":\"x\"}")));
    assertThat(a1.get("tags"), equalTo(RawJson.of("[\"keep\"]")));
    assertThat(row(first, "a2").field("expected"), equalTo(RawJson.of("{}")));

    assertThat(sync(ExitCode.DONE).json().field("updated"), equalTo(RawJson.of("0")));
  }

  @Test
  void letsTheLatestWriteWinIfAskedAndWarnsWhereItMatters() throws IOException {
    server.edit("dataset", first, "a1", "\"expected\":\"edited today\"");

    TestSession byCreated = sync(ExitCode.DONE);
    options.setNewestBy("modified");
    TestSession byModified = sync(ExitCode.DONE);

    assertThat(byCreated.json().field("disagreements"), equalTo(RawJson.of("1")));
    assertThat(byCreated.warnings(), hasItem(containsString("--newest-by modified")));
    assertThat(
        byModified.json().field("updates").field(second).elements().get(0).field("new_expected"),
        equalTo(RawJson.of("\"edited today\"")));
  }

  @Test
  void addsWhatIsMissingOnceAndKeepsTheOrigin() throws IOException {
    options.setApply(true);
    options.setAddMissing(true);

    RawJson result = sync(ExitCode.DONE).json();

    RawJson addition = result.field("additions").field(second).elements().get(0);
    RawJson added = row(second, String.valueOf(addition.field("entry_id").text()));
    assertThat(added.field("input"), equalTo(RawJson.of("\"only in first\"")));
    assertThat(added.field("tags"), equalTo(RawJson.of("[\"keep\"]")));
    assertThat(added.field("origin").field("id").text(), is("a3"));
    assertThat(sync(ExitCode.DONE).json().field("updated"), equalTo(RawJson.of("0")));
  }

  @Test
  void aRunThatIsRestartedAfterAllWasWrittenTellsTheSame() throws IOException {
    options.setApply(true);
    options.setAddMissing(true);
    TestSession session = TestSession.in(folder).restarted();

    assertThat(new SyncDatasets().run(options, session), is(ExitCode.DONE));

    RawJson result = session.json();
    assertThat(result.field("updated"), equalTo(RawJson.of("3"))); // a1, a4, and a copy of a3
    assertThat(result.field("failed"), equalTo(RawJson.of("0")));
    assertThat(sync(ExitCode.DONE).json().field("updated"), equalTo(RawJson.of("0")));
  }

  @Test
  void doesNotLetAnAddedCopyWinOverALaterEditOfItsOriginal() throws IOException {
    options.setApply(true);
    options.setAddMissing(true);
    sync(ExitCode.DONE);
    server.edit("dataset", first, "a3", "\"expected\":2");

    sync(ExitCode.DONE);

    assertThat(row(first, "a3").field("expected"), equalTo(RawJson.of("2")));
    assertThat(
        server.rows("dataset", second).values().stream()
            .filter(row -> row.field("input").equals(RawJson.of("\"only in first\"")))
            .map(row -> row.field("expected"))
            .toList(),
        contains(RawJson.of("2")));
  }

  @Test
  void warnsWhereAnAnswerWouldBeLost() throws IOException {
    server.insert(
        "dataset", second, record("b9", "\"only in first\"", "null", "2026-09-01T00:00:00Z"));

    assertThat(
        sync(ExitCode.DONE).warnings(), hasItem(containsString("1 record loses 'expected'")));
  }

  @Test
  void printsASummaryForPeople() throws IOException {
    options.setJson(false);

    String text = sync(ExitCode.DONE).result();

    assertThat(text, containsString("first (" + first + "): 4 entries"));
    assertThat(text, containsString("Inputs with differences:     1"));
    assertThat(text, containsString("expected old: \"old\""));
    assertThat(text, containsString("expected new: \"new\""));
    assertThat(text, containsString("--apply"));
  }

  @Test
  void refusesFewerThanTwoDatasetsAndOneTwice() throws IOException {
    TestSession session = TestSession.in(folder);
    for (List<String> datasets :
        List.of(List.of("first"), List.of("first", "first"), List.of("first", first))) {
      options.setDatasets(datasets);
      assertThrows(
          UsageException.class, () -> new SyncDatasets().run(options, session), "" + datasets);
    }
  }
}
