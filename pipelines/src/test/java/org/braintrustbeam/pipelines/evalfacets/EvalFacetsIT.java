package org.braintrustbeam.pipelines.evalfacets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.HurriedClient;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.model.HurriedModel;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.fetch.Fetch;
import org.braintrustbeam.pipelines.fetch.FetchOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code eval-facets} against the emulator, which answers as both models too. */
@Timeout(40)
class EvalFacetsIT {
  private static final double DIGITS = 1e-9;

  @TempDir private Path folder;
  private LocalBraintrust server;
  private SmallTruth truth;

  @BeforeEach
  void start() throws IOException {
    server = new LocalBraintrust();
    truth = new SmallTruth(server, folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestSession run(EvalFacetsOptions options, ExitCode end) throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new EvalFacets().run(options, session), is(end));
    return session;
  }

  private static String text(TestSession session, String field) {
    return String.valueOf(session.json().field(field).text());
  }

  private static RawJson score(RawJson group, int number) {
    return group.field("scores").elements().get(number);
  }

  private static double number(RawJson value) {
    return Double.parseDouble(value.toString());
  }

  private List<RawJson> sql(TestSession session, String columns, String rest) {
    return server.query(
        "SELECT %s FROM experiment('%s') WHERE %s"
            .formatted(columns, text(session, "experiment_id"), rest));
  }

  private long chats() {
    return server.takeRoutes().entrySet().stream()
        .filter(route -> route.getKey().contains("/chat/completions"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void scoresEachFacetAndLeavesWhatFailedOutOfEveryMean() throws IOException {
    TestSession session = run(truth.options(), ExitCode.INCOMPLETE);

    RawJson all = session.json();
    assertThat(
        all.field("calls").toString().replaceAll("\\s", ""),
        is("{\"planned\":8,\"completed\":7,\"errored\":1,\"reused\":0}"));
    assertThat(all.field("judge").field("completed").toString(), is("7"));
    assertThat(number(score(all.field("overall"), 0).field("mean")), is(closeTo(5.0 / 7, DIGITS)));
    assertThat(score(all.field("overall"), 0).field("errored").toString(), is("1"));
    assertThat(
        all.field("overall").field("confusion").toString().replaceAll("\\s", ""),
        is("{\"true_positive\":4,\"false_positive\":1,\"true_negative\":1,\"false_negative\":1}"));
    RawJson urgency = all.field("facets").elements().get(2);
    assertThat(urgency.field("facet_name").text(), is("urgency"));
    assertThat(score(urgency, 0).field("mean"), is(RawJson.NULL));
    assertThat(all.field("unparsed_sentiment_count").toString(), is("1"));
    assertThat(session.warnings().toString(), containsString("1 of 8 cases have no answer"));
  }

  @Test
  void theQueriesOfTheHandbookAgreeWithTheSummary() throws IOException {
    TestSession session = run(truth.options(), ExitCode.INCOMPLETE);

    List<RawJson> binary =
        sql(
            session,
            "input.metadata.facet_name as facet, avg(scores.binary_decision_match) as matched,"
                + " avg(scores.positive_recall) as recall,"
                + " avg(scores.negative_specificity) as specificity, count(*) as n",
            "span_attributes.name = 'binary_classification_scores'"
                + " GROUP BY input.metadata.facet_name ORDER BY input.metadata.facet_name");
    List<RawJson> facts =
        sql(
            session,
            "input.metadata.facet_name as facet, avg(output.score) as factuality, count(*) as n",
            "span_attributes.name = 'Factuality' GROUP BY input.metadata.facet_name"
                + " ORDER BY input.metadata.facet_name");
    List<RawJson> failed =
        sql(
            session,
            "input.metadata.dataset_row_id as row_id, input.metadata.split as split,"
                + " input.expected as expected, input.output as output",
            "span_attributes.name = 'binary_classification_scores'"
                + " AND input.metadata.facet_name = 'issues'"
                + " AND scores.binary_decision_match = 0 LIMIT 20");

    List<RawJson> facets = session.json().field("facets").elements();
    assertThat(binary, hasSize(2));
    for (int i = 0; i < 2; i++) {
      assertThat(binary.get(i).field("facet"), is(facets.get(i).field("facet_name")));
      assertThat(binary.get(i).field("n"), is(facets.get(i).field("completed")));
      same(binary.get(i).field("matched"), score(facets.get(i), 0).field("mean"));
      same(binary.get(i).field("recall"), score(facets.get(i), 1).field("mean"));
      same(binary.get(i).field("specificity"), score(facets.get(i), 2).field("mean"));
      same(facts.get(i).field("factuality"), score(facets.get(i), 4).field("mean"));
    }
    assertThat(number(facts.get(0).field("factuality")), is(closeTo(0.5, DIGITS)));
    assertThat(number(facts.get(1).field("factuality")), is(closeTo(0.4 / 3, DIGITS)));
    assertThat(
        failed.stream().map(row -> row.field("row_id").text()).sorted().toList(),
        contains("i2", "i4"));
  }

  private static void same(RawJson queried, RawJson ours) {
    if (ours.isNull()) {
      assertThat(queried.isNull(), is(true));
    } else {
      assertThat(number(queried), is(closeTo(number(ours), DIGITS)));
    }
  }

  @Test
  void theExperimentReadsLikeAnyOther() throws IOException {
    TestSession session = run(truth.options(), ExitCode.INCOMPLETE);
    FetchOptions fetch = TestSession.options(FetchOptions.class, server);
    fetch.setExperiment("facet-optimizer-brain-facet-1");
    fetch.setProject(SmallTruth.PROJECT);
    TestSession fetched = TestSession.in(folder);

    assertThat(new Fetch().run(fetch, fetched), is(ExitCode.DONE));

    assertThat(text(session, "experiment_name"), is("facet-optimizer-brain-facet-1"));
    assertThat(fetched.json().elements(), hasSize(8));
    RawJson late =
        fetched.json().elements().stream()
            .filter(record -> record.field("expected").toString().equals("\"it was late\""))
            .findFirst()
            .orElseThrow();
    assertThat(late.field("output").text(), is("no_match"));
    assertThat(late.field("origin").field("dataset_record_id").text(), is("i2"));
    assertThat(late.field("scores").field("binary_decision_match").toString(), is("0"));
    assertThat(late.field("metadata").field("facet_prompt_sha256").toString().length(), is(66));
    assertThat(
        server
            .query(
                "SELECT error FROM experiment('%s') WHERE is_root AND error IS NOT NULL"
                    .formatted(text(session, "experiment_id")))
            .get(0)
            .field("error")
            .text(),
        startsWith("no definition of facet 'urgency'"));
  }

  @Test
  void aSecondRunHasAnExperimentOfItsOwn() throws IOException {
    TestSession first = run(truth.options(), ExitCode.INCOMPLETE);

    TestSession second = run(truth.options(), ExitCode.INCOMPLETE);

    assertThat(text(second, "experiment_id"), is(not(text(first, "experiment_id"))));
    assertThat(
        text(second, "experiment_name"),
        is("facet-optimizer-brain-facet-1-" + text(second, "run_id")));
  }

  @Test
  void aResumedRunAsksForWhatFailedAloneAndLeavesCorrectionsAlone() throws IOException {
    server.faults("5xx:route=/v1/proxy/*,from=8");
    TestSession first = run(truth.options(), ExitCode.INCOMPLETE);
    assertThat(first.json().field("judge").field("errored").toString(), is("7"));
    assertThat(score(first.json().field("overall"), 4).field("mean"), is(RawJson.NULL));
    String experiment = text(first, "experiment_id");
    String root =
        String.valueOf(
            sql(first, "id", "is_root AND metadata.dataset_row_id = 'i1'")
                .get(0)
                .field("id")
                .text());
    server.edit("experiment", experiment, root, "\"expected\":\"A person knows better\"");
    server.insert(
        "dataset", truth.dataset(), "{\"id\":\"z\",\"input\":{\"facet_name\":\"issues\"}}");
    server.takeRoutes(); // and no faults any more
    EvalFacetsOptions again = truth.options();
    again.setResume(text(first, "run_id"));

    TestSession second = run(again, ExitCode.INCOMPLETE);

    assertThat(chats(), is(7L)); // of the judge
    assertThat(text(second, "experiment_id"), is(experiment));
    assertThat(second.json().field("calls").field("reused").toString(), is("7"));
    assertThat(second.json().field("judge").field("completed").toString(), is("7"));
    Map<String, RawJson> rows = server.rows("experiment", experiment);
    assertThat(
        rows.getOrDefault(root, RawJson.NULL).field("expected").text(),
        is("A person knows better"));
    assertThat(
        number(
            sql(second, "avg(output.score) as f", "span_attributes.name = 'Factuality'")
                .get(0)
                .field("f")),
        is(closeTo(number(score(second.json().field("overall"), 4).field("mean")), DIGITS)));
    assertThat(sql(second, "id", "span_attributes.name = 'Factuality'"), hasSize(7));
  }

  @Test
  void aVerdictThatNamesNoChoiceIsNoZeroAndAskedForAgain() throws IOException {
    try (FixedModel judge = new FixedModel("I wonder")) {
      EvalFacetsOptions options = truth.options();
      options.setFactualityApiBase(judge.url());
      TestSession first = run(options, ExitCode.INCOMPLETE);
      judge.answers("The answer is (B)");
      EvalFacetsOptions again = truth.options();
      again.setFactualityApiBase(judge.url());
      again.setResume(text(first, "run_id"));

      TestSession second = run(again, ExitCode.INCOMPLETE);

      RawJson facts = score(first.json().field("overall"), 4);
      assertThat(facts.field("n").toString(), is("0"));
      assertThat(facts.field("errored").toString(), is("8"));
      assertThat(first.json().field("judge").field("errored").toString(), is("7"));
      assertThat(judge.requests(), is(14));
      assertThat(
          number(score(second.json().field("overall"), 4).field("mean")), is(closeTo(0.6, DIGITS)));
    }
  }

  @Test
  void aResumedRunThatWasWholeAsksAndWritesNothing() throws IOException {
    TestSession first = run(truth.options(), ExitCode.INCOMPLETE);
    Map<String, RawJson> rows = server.rows("experiment", text(first, "experiment_id"));
    rows.values().removeIf(row -> !row.field("error").isNull());
    EvalFacetsOptions again = truth.options();
    again.setResume(text(first, "run_id"));
    server.takeRoutes();

    TestSession second = run(again, ExitCode.INCOMPLETE);

    assertThat(chats(), is(0L));
    assertThat(second.json().field("judge").field("reused").toString(), is("7"));
    Map<String, RawJson> now = server.rows("experiment", text(first, "experiment_id"));
    rows.forEach((id, row) -> assertThat(now.get(id), is(row)));
  }

  /** Requests that read, that ask either model and that write. */
  @Test
  void disturbedRequestsChangeNothing() throws IOException {
    TestSession calm = run(truth.options(), ExitCode.INCOMPLETE);
    EvalFacetsOptions options = truth.options();
    options.setMaxRetries(8);
    ConnectionSettings connection = Connections.of(options);
    HurriedClient.use(connection, 100);
    EvalModels models = EvalModels.of(options, connection).sharedBy(Workers.THIS_PROCESS);
    HurriedModel.use(models.task(), 100);
    HurriedModel.use(models.judge(), 100);
    server.disturb();

    TestSession disturbed = run(options, ExitCode.INCOMPLETE);

    assertThat(server.calm(), is(greaterThan(4L)));
    assertThat(disturbed.json().field("overall"), is(calm.json().field("overall")));
    assertThat(disturbed.json().field("facets"), is(calm.json().field("facets")));
    assertThat(spans(disturbed), is(spans(calm)));
    assertThat(spans(calm), hasSize(2 * 8 + 7 + 2 + 7));
  }

  /** All spans of an experiment, without their ids and times. */
  private List<String> spans(TestSession session) {
    return server.rows("experiment", text(session, "experiment_id")).values().stream()
        .map(
            row ->
                Stream.of("span_attributes", "input", "output", "expected", "scores", "error")
                    .map(field -> row.field(field).toString())
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }

  @Test
  void aRunIsResumedWithTheSameFlagsOnly() throws IOException {
    TestSession first = run(truth.options(), ExitCode.INCOMPLETE);
    EvalFacetsOptions again = truth.options();
    again.setResume(text(first, "run_id"));
    again.setModel("another");

    UsageException e =
        assertThrows(
            UsageException.class, () -> new EvalFacets().run(again, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("was begun with model 'brain-facet-1'"));
  }

  @Test
  void withoutSendingLogsAllIsComputedAndNothingWritten() throws IOException {
    EvalFacetsOptions options = truth.options();
    options.setNoSendLogs(true);
    options.setFacetFilter("Issues");
    options.setTrialCount(2);

    TestSession session = run(options, ExitCode.DONE);

    assertThat(session.json().field("experiment_id"), is(RawJson.NULL));
    assertThat(session.json().field("overall").field("n").toString(), is("8"));
    assertThat(session.json().field("rows").toString(), is("4"));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("experiment")));
    List<String> lines =
        Files.readAllLines(Path.of(text(session, "run_dir")).resolve("results.jsonl"));
    assertThat(lines, hasSize(8));
    assertThat(lines.get(1), startsWith("{\"id\":\"i1\",\"facet_name\":\"issues\""));
    assertThat(lines.get(1), containsString("\"trial\":1"));
  }

  @Test
  void filtersAndBoundsChooseTheSameRowsAgain() throws IOException {
    EvalFacetsOptions options = truth.options();
    options.setNoSendLogs(true);
    options.setSplit("validation");
    assertThat(run(options, ExitCode.DONE).json().field("rows").toString(), is("3"));
    options.setSplit(null);
    options.setDatasetIds("i1,s2,nobody");
    assertThat(run(options, ExitCode.DONE).json().field("rows").toString(), is("2"));
    options.setMaxRows(1);
    TestSession one = run(options, ExitCode.DONE);
    TestSession same = run(options, ExitCode.DONE);

    assertThat(one.json().field("rows").toString(), is("1"));
    assertThat(
        one.json().field("facets").elements().get(0).field("facet_name"),
        is(same.json().field("facets").elements().get(0).field("facet_name")));
    options.setDatasetIds("nobody");
    TestSession none = run(options, ExitCode.DONE);
    assertThat(none.json().field("facets").elements(), is(empty()));
    assertThat(none.warnings().toString(), containsString("no row of the dataset passes"));
  }

  @Test
  void whatIsWrongIsSaidBeforeAnyRequest() {
    server.takeRoutes();
    EvalFacetsOptions noPrompt = truth.options();
    noPrompt.setPrompt(null);
    EvalFacetsOptions noDataset = truth.options();
    noDataset.setDataset(null);
    EvalFacetsOptions badBase = truth.options();
    badBase.setFactualityApiBase("ftp://x");

    assertThat(mistake(noPrompt), containsString("run bootstrap-facets first"));
    assertThat(mistake(noDataset), is("missing flag --dataset"));
    assertThat(mistake(badBase), containsString("--factuality-api-base must be"));
    assertThat(server.takeRequests(), is(0L));
  }

  private String mistake(EvalFacetsOptions options) {
    return String.valueOf(
        assertThrows(
                UsageException.class, () -> new EvalFacets().run(options, TestSession.in(folder)))
            .getMessage());
  }
}
