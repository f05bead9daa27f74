package org.braintrustbeam.pipelines.createfacetdataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.HurriedClient;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.model.HurriedModel;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.Labelling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code create-facet-dataset} against the emulator, which answers as the labelling model too. */
@Timeout(40)
class CreateFacetDatasetIT {
  private static final int TRACES = 12;

  @TempDir private Path folder;
  private LocalBraintrust server;
  private String project;
  private CreateFacetDatasetOptions options;

  /** Twelve traces, the even ones with an issue, and a span of another model. */
  @BeforeEach
  void start() {
    server = new LocalBraintrust();
    project = server.project("source");
    FacetLogs logs = new FacetLogs(server, project);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      events.add(logs.event(i, "Issues", "User: case " + i, "brain-facet-1"));
      events.add(logs.rootEvent(i, "Issues", i % 2 == 0 ? "\"It is late\"" : "\"no_match\""));
    }
    events.add(logs.event(99, "Issues", "User: another model", "gpt-5.4"));
    logs.insert(events.toArray(String[]::new));
    options = options();
  }

  private CreateFacetDatasetOptions options() {
    CreateFacetDatasetOptions made = TestSession.options(CreateFacetDatasetOptions.class, server);
    made.setSourceProject("source");
    made.setTargetProject("target");
    made.setDataset("truth");
    made.setOutputRoot(folder.resolve("runs").toString());
    return made;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestSession run(CreateFacetDatasetOptions with) throws IOException {
    return run(with, ExitCode.DONE);
  }

  private TestSession run(CreateFacetDatasetOptions with, ExitCode end) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new CreateFacetDataset().run(with, session), is(end));
    return session;
  }

  private String file(TestSession session, String name) throws IOException {
    return Files.readString(Path.of(text(session, "run_dir")).resolve(name));
  }

  private static String text(TestSession session, String field) {
    return String.valueOf(session.json().field(field).text());
  }

  private static String value(TestSession session, String field) {
    return session.json().field(field).toString();
  }

  private Map<String, RawJson> rows() {
    String target = server.project("target");
    return server.rows("dataset", server.dataset(target, "truth"));
  }

  @Test
  void labelsABalancedSampleAndWritesItToTheDataset() throws IOException {
    options.setPositiveLimit(3);
    options.setNegativeLimit(2);

    TestSession session = run(options);

    assertThat(value(session, "candidate_count"), is("12"));
    assertThat(value(session, "final_facets_count"), is("12"));
    assertThat(value(session, "parsed_call_count"), is("12"));
    assertThat(value(session, "selected_call_count"), is("5"));
    assertThat(value(session, "uploaded_row_count"), is("5"));
    assertThat(
        session.json().field("per_facet_weak_bucket_counts").fields().toString(),
        is("{issues:negative=2, issues:positive=3}"));
    assertThat(session.json().field("failed_rows").elements(), is(empty()));
    assertThat(
        rows().keySet(),
        containsInAnyOrder("s10:issues", "s8:issues", "s6:issues", "s11:issues", "s9:issues"));
    assertThat(file(session, "dataset_rows.jsonl").lines().toList(), hasSize(5));
    assertThat(file(session, "candidates.jsonl").lines().toList(), hasSize(12));
    assertThat(file(session, "parsed_calls.jsonl").lines().toList(), hasSize(5));
    assertThat(file(session, "facet_prompt.yaml"), containsString("facet_name: issues"));
    assertThat(file(session, "summary.json"), is(session.result()));
  }

  @Test
  void aRowSaysWhereItCameFrom() throws IOException {
    run(options);

    RawJson row = rows().getOrDefault("s4:issues", RawJson.NULL);

    assertThat(
        row.field("input").toString(),
        is("{\"facet_name\":\"issues\",\"preprocessed_text\":\"User: case 4\"}"));
    assertThat(row.field("origin").field("object_id").text(), is(project));
    assertThat(row.field("origin").field("id").text(), is("s4"));
    assertThat(row.field("metadata").field("source_weak_bucket").text(), is("positive"));
    assertThat(row.field("metadata").field("production_output").text(), is("out 4"));
    assertThat(row.field("metadata").field("ground_truth_model").text(), is("gpt-5.4"));
    String org = row.field("metadata").field("source_org").text(); // the only one of the key
    assertThat(
        row.field("metadata").field("source_trace_permalink").text(),
        is(
            "%s/app/%s/object?object_type=project_logs&object_id=%s&id=s4"
                .formatted(server.url(), org, project)));
  }

  @Test
  void theLimitTakesTheNewestSpans() throws IOException {
    options.setLimit(5);

    TestSession session = run(options);

    assertThat(value(session, "candidate_count"), is("5"));
    assertThat(
        rows().keySet(),
        containsInAnyOrder("s7:issues", "s8:issues", "s9:issues", "s10:issues", "s11:issues"));
  }

  @Test
  void aDryRunBuysAndWritesNothing() throws IOException {
    options.setDryRun(true);

    TestSession session = run(options);

    assertThat(value(session, "selected_call_count"), is("12"));
    assertThat(session.json().field("label_estimate").field("calls").toString(), is("12"));
    assertThat(value(session, "dataset_row_count"), is("0"));
    assertThat(file(session, "parsed_calls.jsonl").lines().toList(), hasSize(12));
    assertThat(rows().keySet(), is(empty()));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("chat/completions")));
  }

  @Test
  void skippingTheUploadWritesTheFilesAlone() throws IOException {
    options.setSkipUpload(true);

    TestSession session = run(options);

    assertThat(file(session, "dataset_rows.jsonl").lines().toList(), hasSize(12));
    assertThat(value(session, "uploaded_row_count"), is("0"));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("/v1/dataset")));
  }

  @Test
  void aResumedRunBuysNothingTwiceAndWritesTheSame() throws IOException {
    TestSession first = run(options);
    new FacetLogs(server, project).span(50, "Issues", "User: younger than the run");
    String rows = file(first, "dataset_rows.jsonl");
    CreateFacetDatasetOptions again = options();
    again.setResume(text(first, "run_id"));

    TestSession second = run(again);

    assertThat(file(second, "dataset_rows.jsonl"), is(rows));
    assertThat(second.json().field("labels").field("bought").toString(), is("0"));
    assertThat(second.json().field("labels").field("reused").toString(), is("12"));
    assertThat(value(second, "uploaded_row_count"), is("0"));
    assertThat(value(second, "unchanged_row_count"), is("12"));
  }

  @Test
  void aRunIsResumedWithTheSameFlagsOnly() throws IOException {
    TestSession first = run(options);
    CreateFacetDatasetOptions again = options();
    again.setResume(text(first, "run_id"));
    again.setExtraWhereSql("1 = 1");

    UsageException e =
        assertThrows(
            UsageException.class,
            () -> new CreateFacetDataset().run(again, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("was begun with spans"));
  }

  @Test
  void aPersonsCorrectionStays() throws IOException {
    run(options);
    String target = server.dataset(server.project("target"), "truth");
    server.edit("dataset", target, "s4:issues", "\"expected\":\"A person knows better\"");

    TestSession second = run(options());

    assertThat(value(second, "kept_corrections"), is("[\n    \"s4:issues\"\n  ]"));
    assertThat(
        rows().getOrDefault("s4:issues", RawJson.NULL).field("expected").text(),
        is("A person knows better"));
  }

  @Test
  void aPersonsCorrectionIsOverwrittenOnRequest() throws IOException {
    run(options);
    String target = server.dataset(server.project("target"), "truth");
    server.edit("dataset", target, "s4:issues", "\"expected\":\"A person knows better\"");
    CreateFacetDatasetOptions again = options();
    again.setOverwriteEdited(true);

    TestSession second = run(again);

    assertThat(second.json().field("kept_corrections").elements(), is(empty()));
    assertThat(
        rows().getOrDefault("s4:issues", RawJson.NULL).field("expected").text(),
        is(not("A person knows better")));
  }

  @Test
  void namedTracesAreTakenWhole() throws IOException {
    options.setRootSpanId(List.of("t3", "t99", "t4", "t3"));
    options.setCreatedAfterSql("NOW()");

    TestSession session = run(options);

    assertThat(rows().keySet(), containsInAnyOrder("s3:issues", "s4:issues"));
    assertThat(value(session, "candidate_count"), is("2"));
  }

  @Test
  void labelsAreCappedAtTheNewestCalls() throws IOException {
    options.setMaxLabels(2);

    run(options);

    assertThat(rows().keySet(), containsInAnyOrder("s10:issues", "s11:issues"));
  }

  @Test
  void aModelThatFailsCostsTheRowsItFailedAlone() throws IOException {
    options.setMaxRetries(0);
    server.faults("5xx:route=/v1/proxy/*,every=5");

    TestSession session = run(options, ExitCode.INCOMPLETE);

    int failed = session.json().field("failed_rows").elements().size();
    assertThat(failed, is(2));
    assertThat(rows().keySet(), hasSize(TRACES - failed));
  }

  /** One answer in five is an error that may pass, or a connection that breaks, or comes late. */
  @Test
  void ofAModelThatFailsOnceInFiveTimesNoRowIsLost() throws IOException {
    FacetLogs logs = new FacetLogs(server, project);
    for (int i = 100; i < 148; i++) {
      logs.insert(
          logs.event(i, "Issues", "User: case " + i, "brain-facet-1"),
          logs.rootEvent(i, "Issues", "\"late\""));
    }
    options.setMaxRetries(8);
    options.setRequestTimeout(1);
    ModelConnection model = Labelling.connection(options, Connections.of(options, null));
    HurriedModel.use(model.sharedBy(Workers.THIS_PROCESS), 100);
    server.takeRoutes();
    server.faults(
        Stream.of("429:", "5xx:", "401:", "cut-body:", "drip:seconds=2,")
            .map(fault -> fault + "route=/v1/proxy/*,share=0.04")
            .toArray(String[]::new));

    TestSession session = run(options);

    long asked =
        server.takeRoutes().entrySet().stream()
            .filter(route -> route.getKey().contains("chat/completions"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(session.json().field("failed_rows").elements(), is(empty()));
    assertThat(rows().keySet(), hasSize(TRACES + 48));
    assertThat(asked, is(greaterThan(TRACES + 48L)));
  }

  @Test
  void disturbedRequestsChangeNothing() throws IOException {
    options.setSkipUpload(true);
    String calm = withoutTimes(file(run(options), "dataset_rows.jsonl"));
    CreateFacetDatasetOptions disturbed = options();
    disturbed.setMaxRetries(8);
    ConnectionSettings connection = Connections.of(disturbed, null);
    HurriedClient.use(connection, 100);
    HurriedModel.use(
        Labelling.connection(disturbed, connection).sharedBy(Workers.THIS_PROCESS), 100);
    server.faults("429:share=0.1", "5xx:share=0.1", "cut-body:share=0.1", "lost-answer:times=1");

    TestSession session = run(disturbed);

    server.takeRoutes(); // and no more faults
    assertThat(withoutTimes(file(session, "dataset_rows.jsonl")), is(calm));
    assertThat(rows().keySet(), hasSize(TRACES));
  }

  private static String withoutTimes(String rows) {
    return rows.replaceAll("(\"ground_truth_generated_at\": )\"[^\"]*\"", "$1TIME");
  }

  @Test
  void aRowThatIsRefusedIsListedAndTheOthersAreWritten() throws IOException {
    Path rejected = folder.resolve("rejected.jsonl");
    options.setDeadLetter(rejected.toString());
    server.faults("refused-row:id=s4:issues");

    TestSession session = run(options, ExitCode.INCOMPLETE);

    assertThat(value(session, "uploaded_row_count"), is("11"));
    assertThat(Files.readString(rejected), containsString("s4:issues"));
    assertThat(rows().keySet(), hasSize(TRACES - 1));
  }

  @Test
  void aWindowWithoutSpansIsAnEmptyRun() throws IOException {
    options.setExtraWhereSql("metadata.model = 'no such'");

    TestSession session = run(options);

    assertThat(value(session, "candidate_count"), is("0"));
    assertThat(value(session, "dataset_row_count"), is("0"));
  }

  @Test
  void aThresholdSplitKeepsSidesThatRowsHave() throws IOException {
    options.setSplitBy("threshold");
    options.setValidationFraction(0.5);
    run(options);
    Map<String, String> before = sides();
    CreateFacetDatasetOptions again = options();
    again.setSplitBy("threshold");
    again.setValidationFraction(0.01);

    run(again);

    assertThat(before.values().stream().distinct().toList(), hasSize(2));
    assertThat(sides(), is(before));
  }

  private Map<String, String> sides() {
    Map<String, String> sides = new TreeMap<>();
    rows()
        .forEach(
            (id, row) ->
                sides.put(id, String.valueOf(row.field("metadata").field("split").text())));
    return sides;
  }
}
