package org.braintrustbeam.pipelines.evalfacets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.beam.runners.direct.DirectOptions;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.verify.Verify;
import org.braintrustbeam.pipelines.verify.VerifyOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code eval-facets --baseline}: the first prompt misses what the better one finds in row i2. */
@Timeout(40)
class EvalBaselineIT {
  private static final String FIRST = "facet-optimizer-brain-facet-1";

  @TempDir private Path folder;
  private LocalBraintrust server;
  private SmallTruth truth;
  private EvalFacetsOptions options;

  @BeforeEach
  void start() throws IOException {
    server = new LocalBraintrust();
    truth = new SmallTruth(server, folder);
    options = truth.options();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestSession run() throws IOException {
    TestSession session = TestSession.in(folder);
    assertThat(new EvalFacets().run(options, session), is(ExitCode.INCOMPLETE));
    return session;
  }

  private void useTheBetterPrompt() throws IOException {
    truth.improveThePrompt();
    options = truth.options();
    options.setBaseline(FIRST);
  }

  private static RawJson baseline(TestSession session) {
    return session.json().field("baseline");
  }

  /** Facet, score, pairs, mean difference, improved, regressed, without a partner. */
  private static List<String> deltas(TestSession session) {
    return baseline(session).field("paired").elements().stream()
        .map(
            delta ->
                String.format(
                    Locale.ROOT,
                    "%s %s %s %s %s %s %s",
                    delta.field("facet_name").text(),
                    delta.field("score").text(),
                    delta.field("n"),
                    mean(delta.field("mean_delta")),
                    delta.field("improved"),
                    delta.field("regressed"),
                    delta.field("unmatched")))
        .toList();
  }

  private static String mean(RawJson delta) {
    return delta.isNull()
        ? "-"
        : String.format(Locale.ROOT, "%.3f", Double.parseDouble(delta.toString()));
  }

  /** What Braintrust's page of the run's experiment compares it with. */
  private RawJson base(TestSession session) {
    String experiment = String.valueOf(session.json().field("experiment_id").text());
    return server.object("experiment", experiment).field("base_exp_id");
  }

  private static String compact(RawJson json) {
    return json.toString().replaceAll("\\s", "");
  }

  @Test
  void pairsEachScoreOverAllAndByFacet() throws IOException {
    RawJson first = run().json();
    useTheBetterPrompt();
    Path report = folder.resolve("report.html");
    options.setReport(report.toString());

    TestSession second = run();

    assertThat(
        deltas(second),
        contains(
            "null binary_decision_match 7 0.143 1 0 0",
            "null positive_recall 5 0.200 1 0 0",
            "null negative_specificity 2 0.000 0 0 0",
            "null sentiment_label_correct 2 0.000 0 0 0",
            "null Factuality 7 0.143 1 0 0",
            "issues binary_decision_match 4 0.250 1 0 0",
            "issues positive_recall 2 0.500 1 0 0",
            "issues negative_specificity 2 0.000 0 0 0",
            "issues Factuality 4 0.250 1 0 0",
            "sentiment binary_decision_match 3 0.000 0 0 0",
            "sentiment positive_recall 3 0.000 0 0 0",
            "sentiment sentiment_label_correct 2 0.000 0 0 0",
            "sentiment Factuality 3 0.000 0 0 0"));
    assertThat(baseline(second).field("experiment_id"), is(first.field("experiment_id")));
    assertThat(baseline(second).field("url"), is(first.field("experiment_url")));
    assertThat(
        compact(baseline(second).field("cases")),
        is("{\"paired\":8,\"unmatched_new\":0,\"unmatched_baseline\":0}"));
    assertThat(base(second), is(first.field("experiment_id")));
    assertThat(base(second), is(not(RawJson.NULL)));
    assertThat(Files.readString(report), containsString("Against " + FIRST));
    assertThat(
        second.told(),
        hasItem("against " + FIRST + ": 8 cases in both, 0 in this run only, 0 in the other only"));
    assertThat(
        second.told(),
        hasItem(startsWith("issues     positive_recall               2   +0.500  -0.")));
  }

  @Test
  void saysWhatVerifySaysOfTheTwoExperiments() throws IOException {
    run();
    useTheBetterPrompt();
    TestSession second = run();
    VerifyOptions verify = TestSession.options(VerifyOptions.class, server);
    verify.setNew(String.valueOf(second.json().field("experiment_id").text()));
    verify.setProject(SmallTruth.PROJECT);
    verify.setBaseline(FIRST);
    verify.setOutputDir(folder.resolve("verify").toString());
    verify.setJson(true);
    TestSession verified = TestSession.in(folder);

    new Verify().run(verify, verified);

    for (RawJson score : verified.json().field("scores").elements()) {
      RawJson ours =
          baseline(second).field("paired").elements().stream()
              .filter(delta -> delta.field("score").equals(score.field("name")))
              .findFirst()
              .orElseThrow();
      assertThat(ours.field("mean_delta"), is(score.field("delta")));
      assertThat(ours.field("n"), is(score.field("pairs")));
      assertThat(ours.field("improved"), is(score.field("better")));
      assertThat(
          List.of(ours.field("ci_low"), ours.field("ci_high")),
          is(score.field("interval_95").elements()));
    }
    assertThat(verified.json().field("scores").elements().size(), is(5));
  }

  @Test
  void isTheSameWithoutAnExperimentAtAnyParallelismAndAfterAResumption() throws IOException {
    run();
    useTheBetterPrompt();
    options.as(DirectOptions.class).setTargetParallelism(1);
    TestSession written = run();
    options.setNoSendLogs(true);
    options.as(DirectOptions.class).setTargetParallelism(4);
    options.setReadMode("fetch");
    server.takeRoutes();
    TestSession computed = run();

    assertThat(baseline(computed), is(baseline(written)));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("insert")));

    options = truth.options();
    options.setBaseline(FIRST);
    options.setResume(String.valueOf(written.json().field("run_id").text()));
    assertThat(baseline(run()), is(baseline(written)));
  }

  @Test
  void countsWhatHasNoPartnerInEither() throws IOException {
    options.setDatasetIds("i1,i2,s1,u1");
    run();
    options = truth.options();
    options.setDatasetIds("i2,i3,u1");
    options.setBaseline(FIRST);

    TestSession session = run();

    assertThat(
        deltas(session),
        contains(
            "null binary_decision_match 1 0.000 0 0 3",
            "null positive_recall 1 0.000 0 0 2",
            "null negative_specificity 0 - 0 0 1",
            "null sentiment_label_correct 0 - 0 0 1",
            "null Factuality 1 0.000 0 0 3",
            "issues binary_decision_match 1 0.000 0 0 2",
            "issues positive_recall 1 0.000 0 0 1",
            "issues negative_specificity 0 - 0 0 1",
            "issues Factuality 1 0.000 0 0 2",
            "sentiment binary_decision_match 0 - 0 0 1",
            "sentiment positive_recall 0 - 0 0 1",
            "sentiment sentiment_label_correct 0 - 0 0 1",
            "sentiment Factuality 0 - 0 0 1"));
  }

  @Test
  void warnsWhereNoCaseIsInBoth() throws IOException {
    String other = server.experiment(server.project("another"), "something else");
    server.insert(
        "experiment",
        other,
        "{\"id\":\"a\",\"span_id\":\"a\",\"root_span_id\":\"a\",\"input\":1,\"scores\":{\"Taste\":1}}");
    options.setBaseline(other);

    TestSession session = run();

    assertThat(
        session.warnings(),
        hasItem("no case of this run is in something else: there is nothing to compare"));
    assertThat(
        compact(baseline(session).field("cases")),
        is("{\"paired\":0,\"unmatched_new\":8,\"unmatched_baseline\":1}"));
    assertThat(base(session), is(RawJson.NULL)); // of another project
  }

  @Test
  void isLookedUpBeforeAnythingIsAskedOrWritten() throws IOException {
    options.setBaseline("nobody's");
    BraintrustException e =
        assertThrows(
            BraintrustException.class, () -> new EvalFacets().run(options, TestSession.in(folder)));

    assertThat(e.getMessage(), containsString("nobody's"));
    assertThat(Files.exists(folder.resolve("runs")), is(false));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("chat")));

    options.setBaseline(null);
    TestSession first = run();
    assertThat(first.json().field("experiment_name").text(), is(FIRST)); // nobody had it yet
    options.setResume(String.valueOf(first.json().field("run_id").text()));
    options.setBaseline(FIRST);
    server.takeRoutes();
    UsageException same =
        assertThrows(
            UsageException.class, () -> new EvalFacets().run(options, TestSession.in(folder)));

    assertThat(same.getMessage(), containsString("is the experiment of the run that --resume"));
    assertThat(server.takeRoutes().keySet().toString(), not(containsString("chat")));
  }
}
