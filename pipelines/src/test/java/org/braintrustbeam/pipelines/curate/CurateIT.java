package org.braintrustbeam.pipelines.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.http.ExchangeListener;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code curate} against the emulator, which answers as the labelling model too. */
@Timeout(40)
@TestInstance(Lifecycle.PER_CLASS)
class CurateIT {
  @TempDir private Path folder;
  private final ScoredLogs logs = new ScoredLogs();
  private volatile ExchangeListener onAnswer = exchange -> {};
  private LocalBraintrust server;
  private int projects;
  private String name;
  private String project;
  private CurateOptions options;

  @BeforeAll
  void start() {
    server = LocalBraintrust.listening(exchange -> onAnswer.exchanged(exchange));
  }

  @BeforeEach
  void begin() throws IOException {
    onAnswer = exchange -> {};
    server.takeRoutes(); // and no more faults
    name = "support " + ++projects;
    project = server.project(name);
    insert(logs.twelve());
    options = options();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void insert(List<String> events) {
    server.insert("project_logs", project, events.toArray(String[]::new));
  }

  private CurateOptions options() throws IOException {
    CurateOptions made = TestSession.options(CurateOptions.class, server);
    made.setProject(name);
    made.setDataset("truth");
    made.setJson(true);
    made.setOutputRoot(folder.resolve("runs").toString());
    made.setDeadLetter(folder.resolve("rejected.jsonl").toString());
    Path context = Files.writeString(folder.resolve("context.md"), "An airline's help desk.");
    made.setSystemContext(context.toString());
    return made;
  }

  private CurateOptions executing() throws IOException {
    CurateOptions made = options();
    made.setExecute(true);
    return made;
  }

  private TestSession run(CurateOptions with) throws IOException {
    return run(with, ExitCode.DONE);
  }

  private TestSession run(CurateOptions with, ExitCode end) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new Curate().run(with, session), is(end));
    return session;
  }

  private static String value(TestSession session, String field) {
    return session.json().field(field).toString();
  }

  private static String text(TestSession session, String field) {
    return String.valueOf(session.json().field(field).text());
  }

  private static List<RawJson> review(TestSession session) throws IOException {
    return Files.readAllLines(Path.of(text(session, "review_file"))).stream()
        .map(RawJson::of)
        .toList();
  }

  private static List<String> traces(TestSession session) throws IOException {
    return review(session).stream()
        .map(line -> String.valueOf(line.field("trace_id").text()))
        .toList();
  }

  private Map<String, RawJson> rows() {
    return server.rows("dataset", server.dataset(project, "truth"));
  }

  private RawJson row(String trace) {
    return rows().getOrDefault(id(trace), RawJson.NULL);
  }

  private String id(String trace) {
    return "flywheel:" + project + ":" + trace;
  }

  @Test
  void aDryRunLeavesAReviewFileAndBuysAndWritesNothing() throws IOException {
    options.setFailingLimit(3);
    options.setPassingLimit(2);
    server.takeRoutes();

    TestSession session = run(options);

    assertThat(traces(session), is(List.of("t11", "t10", "t9", "t8", "t6")));
    assertThat(value(session, "traces_scored"), is("12"));
    assertThat(
        session.json().field("bucket_counts").fields().toString(), is("{failing=3, passing=2}"));
    assertThat(session.json().field("label_estimate").field("calls").toString(), is("5"));
    assertThat(value(session, "unlabelled"), is("5"));
    RawJson first = review(session).get(0);
    assertThat(first.field("input").field("q").text(), is(ScoredLogs.question(11)));
    assertThat(first.field("expected").isNull(), is(true));
    assertThat(first.field("production_score").toString(), is("1"));
    assertThat(first.field("source").field("id").text(), is("s11"));
    String routes = server.takeRoutes().keySet().toString();
    assertThat(routes, not(containsString("chat/completions")));
    assertThat(routes, not(containsString("insert")));
    assertThat(rows().keySet(), is(empty()));
  }

  @Test
  void writesWhatTheReviewFileSaysAndNothingTheSecondTime() throws IOException {
    TestSession first = run(executing());
    TestSession second = run(executing());

    assertThat(value(first, "written"), is("12"));
    assertThat(rows().keySet(), hasSize(12));
    for (RawJson line : review(first)) {
      RawJson row = row(String.valueOf(line.field("trace_id").text()));
      assertThat(row.field("input"), is(line.field("input")));
      assertThat(row.field("expected"), is(line.field("expected")));
      assertThat(row.field("metadata").field("split"), is(line.field("split")));
    }
    assertThat(value(second, "written"), is("0"));
    assertThat(value(second, "unchanged"), is("12"));
    assertThat(value(second, "near_duplicates"), is("0"));
    assertThat(second.json().field("labels").field("bought").toString(), is("0"));
    assertThat(second.json().field("labels").field("from_dataset").toString(), is("12"));
    assertSaysWhereItCameFromAndNotWhatProductionPutOut(row("t4"));
    assertLeavesAloneWhatAPersonChanges();
  }

  private void assertLeavesAloneWhatAPersonChanges() throws IOException {
    String dataset = server.dataset(project, "truth");
    server.edit("dataset", dataset, id("t4"), "\"expected\":\"A person knows better\"");
    CurateOptions anew = executing();
    anew.setRelabel(true);

    TestSession third = run(anew);

    assertThat(third.json().field("labels").field("bought").toString(), is("12"));
    assertThat(
        third.json().field("kept_edits").elements().toString(), is("[\"" + id("t4") + "\"]"));
    assertThat(value(third, "written"), is("0"));
    assertThat(row("t4").field("expected").text(), is("A person knows better"));
    anew.setOverwriteEdited(true);
    assertThat(value(run(anew), "written"), is("1"));
  }

  private void assertSaysWhereItCameFromAndNotWhatProductionPutOut(RawJson row) {
    assertThat(row.field("origin").field("object_type").text(), is("project_logs"));
    assertThat(row.field("origin").field("object_id").text(), is(project));
    assertThat(row.field("origin").field("id").text(), is("s4"));
    assertThat(
        row.field("metadata").fields().keySet(),
        containsInAnyOrder(
            "source_trace_id",
            "source_project_id",
            "production_score",
            "bucket",
            "split",
            "labeler_model",
            "flywheel_iteration"));
    assertThat(row.field("metadata").field("labeler_model").text(), is("gpt-5.4"));
    String side = String.valueOf(row.field("metadata").field("split").text());
    assertThat(
        new TreeSet<>(row.field("tags").elements().stream().map(RawJson::text).toList()),
        is(new TreeSet<>(List.of("production", "flywheel-curated", side, "failing"))));
    assertThat(row.toString(), not(containsString("production said")));
    assertThat(row.field("expected").text(), containsString("Stand-in answer to: "));
  }

  @Test
  void aRunThatGoesOnBuysNothingAgainAndWritesWhatItHasShown() throws IOException {
    options.setLabel(true);
    TestSession first = run(options);
    CurateOptions again = executing();
    again.setResume(text(first, "run_id"));
    assertRefusesAnEdited(Path.of(text(first, "review_file")), again);
    insert(logs.trace(50, "0"));
    insert(List.of(logs.scored(4, "1"))); // somebody thinks better of it
    server.takeRoutes();

    TestSession second = run(again, ExitCode.INCOMPLETE);

    assertThat(value(second, "written"), is("0"));
    assertThat(second.warnings().toString(), containsString("nothing was written: 1 of the rows"));
    assertThat(rows().keySet(), is(empty()));

    TestSession third = run(again);

    assertThat(first.json().field("labels").field("bought").toString(), is("12"));
    assertThat(third.json().field("labels").field("bought").toString(), is("0"));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("chat/completions")));
    assertThat(value(third, "written"), is("12"));
    assertThat(row("t50").isNull(), is(true));
    assertThat(row("t4").field("metadata").field("bucket").text(), is("passing"));
  }

  private void assertRefusesAnEdited(Path review, CurateOptions again) throws IOException {
    String shown = Files.readString(review);
    String edited = shown.replaceFirst("\"expected\":\"", "\"expected\":\"mine: ");
    Files.writeString(review, edited);
    server.takeRequests();

    UsageException e =
        assertThrows(UsageException.class, () -> new Curate().run(again, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("review.jsonl was edited since the run wrote it"));
    assertThat(server.takeRequests(), is(0L));
    assertThat(Files.readString(review), is(edited));
    Files.writeString(review, shown);
  }

  /** Takes labels of the traces t3 and t4 from a file. */
  private CurateOptions labelledAs(String label) throws IOException {
    CurateOptions with = executing();
    with.setSystemContext(null);
    with.setLabelledRows(
        Files.writeString(
                folder.resolve(label + ".jsonl"),
                "{\"trace_id\":\"t3\",\"expected\":\"%1$s\"}\n{\"trace_id\":\"t4\",\"expected\":\"%1$s\"}\n"
                    .formatted(label))
            .toString());
    return with;
  }

  @Test
  void aRunIsNotTakenForAPersonAndWhatAPersonChangesMeanwhileStays() throws IOException {
    run(labelledAs("one"));
    assertThat(value(run(labelledAs("two")), "written"), is("2"));
    String dataset = server.dataset(project, "truth");
    AtomicBoolean edited = new AtomicBoolean();
    onAnswer =
        exchange -> {
          boolean decides =
              exchange.path().equals("/btql") && exchange.request().contains("audit_data");
          if (decides && edited.compareAndSet(false, true)) {
            server.edit("dataset", dataset, id("t4"), "\"expected\":\"A person was faster\"");
          }
        };

    TestSession session = run(labelledAs("three"), ExitCode.INCOMPLETE);

    assertThat(edited.get(), is(true));
    assertThat(value(session, "written"), is("1"));
    assertThat(session.json().field("kept_edits").elements(), is(empty()));
    assertThat(row("t3").field("expected").text(), is("three"));
    assertThat(row("t4").field("expected").text(), is("A person was faster"));
    assertThat(
        Files.readString(folder.resolve("rejected.jsonl")), containsString("CHANGED_MEANWHILE"));
  }

  @Test
  void inputsAreLookedForInTheTraceAndInTheDataset() throws IOException {
    String dataset = server.dataset(project, "truth");
    server.insert(
        "dataset",
        dataset,
        "{\"id\":\"by hand\",\"input\":{\"q\":\"%s!\"},\"expected\":\"x\"}"
            .formatted(ScoredLogs.question(4)));
    insert(
        List.of(
            logs.root(40, "null"),
            logs.scored(40, "0.1"),
            """
            {"id":"c40","span_id":"c40","root_span_id":"t40","span_parents":["t40"],
             "span_attributes":{"type":"llm"},"input":"asked below the root"}""",
            logs.root(41, "{}"),
            logs.scored(41, "0.1")));

    TestSession session = run(options);

    assertThat(value(session, "selected"), is("12"));
    assertThat(value(session, "near_duplicates"), is("1"));
    assertThat(value(session, "near_duplicates_in_dataset"), is("1"));
    assertThat(
        Files.readString(Path.of(text(session, "run_dir")).resolve("duplicates.jsonl")),
        containsString("\"duplicate_of\":\"by hand\",\"in_dataset\":true"));
    RawJson found =
        review(session).stream()
            .filter(line -> "t40".equals(line.field("trace_id").text()))
            .findFirst()
            .orElseThrow();
    assertThat(found.field("input").text(), is("asked below the root"));
    assertThat(found.field("source").field("id").text(), is("c40"));
    assertThat(value(session, "traces_without_input"), is("1"));
    assertThat(session.warnings().toString(), containsString("1 of the traces have no span"));
  }

  @Test
  void nearDuplicatesGiveWayToOthers() throws IOException {
    for (int i = 20; i < 30; i++) {
      insert(
          List.of(
              logs.root(i, "\"Where is my suitcase? I landed in Lisbon at noon\""),
              logs.scored(i, "0")));
    }
    options.setFailingLimit(4);
    options.setPassingLimit(0);

    TestSession session = run(options);

    assertThat(traces(session), is(List.of("t29", "t10", "t8", "t6")));
    assertThat(value(session, "near_duplicates"), is("9"));
    String duplicates =
        Files.readString(Path.of(text(session, "run_dir")).resolve("duplicates.jsonl"));
    assertThat(duplicates.lines().toList(), hasSize(9));
    assertThat(duplicates, containsString("\"duplicate_of\":\"" + id("t29") + "\""));
  }

  @Test
  void takesLabelledRowsInsteadOfTraces() throws IOException {
    CurateOptions with = executing();
    with.setSystemContext(null);
    with.setLabelledRows(
        Files.writeString(
                folder.resolve("rows.jsonl"),
                """
                {"record_id":"mine","dataset_id":"d","trace_id":"t3","input":"x","expected":"y","score":0.9}
                {"dataset_id":"d","trace_id":"t4","expected":{"a":1.50},"output":"no"}
                {"id":"loose","input":{"q":2},"expected":"three"}
                """)
            .toString());

    TestSession session = run(with);

    assertThat(rows().keySet(), containsInAnyOrder("mine", id("t4"), "loose"));
    assertThat(row("t4").field("expected").toString(), is("{\"a\":1.50}"));
    assertThat(row("t4").field("input").field("q").text(), is(ScoredLogs.question(4)));
    RawJson mine = rows().getOrDefault("mine", RawJson.NULL);
    assertThat(mine.field("input").text(), is("x"));
    assertThat(mine.field("origin").field("id").text(), is("s3"));
    assertThat(mine.field("metadata").field("bucket").text(), is("passing"));
    assertThat(value(session, "written"), is("3"));
    with.setDataset(server.dataset(project, "truth")); // its id
    with.setExecute(false);
    assertThat(value(run(with), "unchanged"), is("3"));
  }

  @Test
  void anIdThatIsOfNoDatasetNamesNone() throws IOException {
    CurateOptions with = executing();
    with.setDataset("00000000-0000-4000-8000-000000000000");

    BraintrustException e =
        assertThrows(
            BraintrustException.class, () -> new Curate().run(with, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("no dataset with the id 00000000"));
  }

  @Test
  void aReviewFileThatAPersonFilledInIsWrittenAsItSays() throws IOException {
    options.setSystemContext(null);
    options.setFailingLimit(1);
    options.setPassingLimit(0);
    TestSession dry = run(options);
    String line = Files.readString(Path.of(text(dry, "review_file")));
    CurateOptions with = executing();
    with.setSystemContext(null);
    with.setLabelledRows(
        Files.writeString(
                folder.resolve("filled.jsonl"),
                line.replace("\"expected\":null", "\"expected\":\"By hand\""))
            .toString());

    run(with);

    assertThat(rows().keySet(), containsInAnyOrder(id("t10")));
    assertThat(row("t10").field("expected").text(), is("By hand"));
    assertThat(row("t10").field("origin").field("id").text(), is("s10"));
    assertThat(row("t10").field("metadata").field("bucket").text(), is("failing"));
  }

  @Test
  void aBadLineEndsTheRunBeforeAnyRequest() throws IOException {
    CurateOptions with = executing();
    with.setLabelledRows(
        Files.writeString(folder.resolve("bad.jsonl"), "{\"id\":1,\"input\":2}\n{\"id\":\n")
            .toString());
    server.takeRequests();

    UsageException e =
        assertThrows(UsageException.class, () -> new Curate().run(with, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("bad.jsonl:2: not a labelled row"));
    assertThat(server.takeRequests(), is(0L));
    assertThat(Files.exists(folder.resolve("runs")), is(false));
  }

  @Test
  void aModelThatFailsCostsTheCasesItFailedAlone() throws IOException {
    CurateOptions with = executing();
    with.setMaxRetries(0);
    server.faults("5xx:route=/v1/proxy/*,every=5");

    TestSession session = run(with, ExitCode.INCOMPLETE);

    assertThat(session.json().field("failed_rows").elements(), hasSize(2));
    assertThat(review(session), hasSize(12));
    assertThat(value(session, "unlabelled"), is("2"));
    assertThat(rows().keySet(), hasSize(10));
  }

  @Test
  void aRowThatIsRefusedIsListedAndCanBeReplayedAndTheOthersAreWritten() throws IOException {
    server.faults("refused-row:id=" + id("t4"));

    TestSession session = run(executing(), ExitCode.INCOMPLETE);

    assertThat(value(session, "written"), is("11"));
    assertThat(Files.readString(folder.resolve("rejected.jsonl")), containsString(id("t4")));
    assertThat(rows().keySet(), hasSize(11));

    server.takeRoutes(); // and no more faults
    CurateOptions replay = executing();
    replay.setReplay(folder.resolve("rejected.jsonl").toString());

    run(replay);

    assertThat(rows().keySet(), hasSize(12));
    assertThat(row("t4").field("input").field("q").text(), is(ScoredLogs.question(4)));
  }

  @Test
  void aRowThatComesOnceByItsIdAndOnceByItsTraceIsRefused() throws IOException {
    CurateOptions with = executing();
    with.setLabelledRows(
        Files.writeString(
                folder.resolve("twice.jsonl"),
                "{\"trace_id\":\"t1\",\"expected\":1}\n{\"id\":\"%s\",\"input\":2,\"expected\":1}\n"
                    .formatted(id("t1")))
            .toString());

    UsageException e =
        assertThrows(UsageException.class, () -> new Curate().run(with, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("twice.jsonl:1: not a labelled row"));
    assertThat(rows().keySet(), is(empty()));
  }

  @Test
  void theReviewFileIsThereBeforeAnythingIsWritten() throws IOException {
    CurateOptions with = executing();
    with.setMaxRetries(0);
    server.faults("5xx:route=/v1/dataset/*/insert,every=1");

    assertThrows(RuntimeException.class, () -> new Curate().run(with, TestSession.in(folder)));

    assertThat(Files.readAllLines(onlyReview()), hasSize(12));
    server.takeRoutes(); // and no more faults
    assertThat(rows().keySet(), is(empty()));
  }

  @Test
  void aRunThatIsRepeatedSaysTheSame() throws IOException {
    TestSession session = TestSession.in(folder).restarted();

    assertThat(new Curate().run(executing(), session), is(ExitCode.DONE));

    assertThat(value(session, "written"), is("12"));
    assertThat(rows().keySet(), hasSize(12));
  }

  @Test
  void withoutScoresNothingIsDone() throws IOException {
    CurateOptions with = executing();
    with.setScore(List.of("nobody's"));

    TestSession session = run(with);

    assertThat(value(session, "selected"), is("0"));
    assertThat(session.warnings().toString(), containsString("no case was found"));
    assertThat(rows().keySet(), is(empty()));
  }

  @Test
  void aHashedSampleIsDrawnByTheDigestOfTheTrace() throws IOException {
    options.setSampling("hash");
    options.setSampleSeed("s");
    options.setFailingLimit(2);
    options.setPassingLimit(0);

    List<String> drawn =
        Stream.of("t0", "t2", "t4", "t6", "t8", "t10")
            .sorted(Comparator.comparing(trace -> Sha256.hex("s:" + trace)))
            .limit(2)
            .toList();

    assertThat(traces(run(options)), containsInAnyOrder(drawn.toArray()));
  }

  @Test
  void peopleReadASummary() throws IOException {
    options.setJson(false);
    options.setMaxLabels(2); // the newest

    String summary = run(options).result();

    assertThat(
        summary, containsString("12 traces with scores: 6 failing, 6 passing, 0 in between\n"));
    assertThat(
        summary,
        containsString("left out: 0 nearly the same as another case, 0 as a row of the dataset"));
    assertThat(summary, containsString("2 cases (1 failing, 1 passing; "));
    assertThat(summary, containsString("dry run: nothing is labelled yet; --label buys 2 labels"));
    List<RawJson> lines = Files.readAllLines(onlyReview()).stream().map(RawJson::of).toList();
    assertThat(
        lines.stream().map(line -> line.field("trace_id").text()).toList(),
        is(List.of("t11", "t10")));
  }

  private Path onlyReview() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.findFirst().orElseThrow().resolve("review.jsonl");
    }
  }

  @Test
  void aLabelOfTheDatasetIsTakenForTheInputItWasGivenTo() throws IOException {
    server.insert(
        "dataset",
        server.dataset(project, "truth"),
        "{\"id\":\"%s\",\"input\":{\"q\":\"%s\"},\"expected\":\"By hand\"}"
            .formatted(id("t3"), ScoredLogs.question(3)),
        "{\"id\":\"%s\",\"input\":{\"q\":\"May I bring my own chair?\"},\"expected\":\"Yes\"}"
            .formatted(id("t4")),
        "{\"id\":\"%s\",\"input\":{\"q\":\"%s\"},\"expected\":{}}"
            .formatted(id("t5"), ScoredLogs.question(5)));
    options.setJson(false);

    String summary = run(options).result();

    assertThat(summary, containsString("12 cases (6 failing, 6 passing; "));
    assertThat(summary, containsString("), 1 labelled\n"));
    assertThat(
        summary,
        containsString("dry run: 0 rows would be written, 0 unchanged, 1 kept; --execute"));
    assertThat(
        summary, containsString("; 11 cases have no label yet, --label or --execute buys 11\n"));
    assertThat(
        Files.readAllLines(onlyReview()).stream()
            .map(RawJson::of)
            .filter(line -> !line.field("expected").isNull())
            .map(line -> line.field("trace_id").text() + ": " + line.field("expected").text())
            .toList(),
        is(List.of("t3: By hand")));
  }
}
