package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop of making a prompt better as it is typed, on the demo data, on both runners. */
@Timeout(120)
class EvalFacetsRunIT {
  private static final String EVAL = "eval-facets --dataset facet-truth ";

  @TempDir private static Path folder;
  private static Emulator emulator;

  /** The loop begins with a dataset and definitions, which all tests have in common. */
  @BeforeAll
  static void start() {
    emulator = Emulator.builder().seedDemo(true).start();
    done(
        "create-facet-dataset --source-project airline-support --dataset facet-truth"
            + " --created-before-sql NOW() --runner direct");
    done("bootstrap-facets");
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static Terminal terminal() {
    return new Terminal(folder)
        .with("BRAINTRUST_API_KEY", "sk-of-braintrust")
        .with("BRAINTRUST_API_URL", emulator.url())
        .with("BRAINTRUST_APP_URL", emulator.url())
        .with("FACET_OPTIMIZER_OUTPUT_ROOT", folder.resolve("runs").toString())
        .with("FACET_OPTIMIZER_TARGET_PROJECT", "airline-support");
  }

  private static RawJson done(String line) {
    Terminal terminal = terminal();
    int code = terminal.type(words(line));
    assertThat(terminal.err(), code, is(0));
    return RawJson.wrap(terminal.out().getBytes(UTF_8));
  }

  private static String[] words(String line) {
    return Arrays.stream(line.split(" ", -1)).toArray(String[]::new);
  }

  /** The lines of a run without how long the answers took, and where they are. */
  private static String lines(RawJson summary) throws IOException {
    Path run = Path.of(String.valueOf(summary.field("run_dir").text()));
    return Files.readString(run.resolve("results.jsonl"))
        .replaceAll("\"duration_seconds\":[0-9.]+|\"url\":\"[^\"]*\"", "");
  }

  /** A summary without what tells one run from another; versions go on with any write. */
  private static String figures(RawJson summary) {
    return summary
        .toString()
        .replaceAll(
            "\"(experiment_id|experiment_name|experiment_url|url|dataset_version)\": \"[^\"]*\"",
            "")
        .replace(String.valueOf(summary.field("run_id").text()), "RUN");
  }

  private static double mean(RawJson summary, int score) {
    return Double.parseDouble(
        summary.field("overall").field("scores").elements().get(score).field("mean").toString());
  }

  @Test
  void aBetterPromptShowsWhicheverRunnerTellsIt() throws IOException {
    String train = EVAL + "--split train";
    RawJson before = done(train + " --runner direct");

    Path definitions = folder.resolve("runs/facet_definitions.yaml");
    Files.writeString(
        definitions,
        Files.readString(definitions)
            .replaceAll("(?i)You are extracting", "Mind every line. You are extracting"));
    String against = " --baseline " + before.field("experiment_id").text();
    RawJson after = done(train + against + " --runner flink --parallelism 4");

    assertThat(mean(after, 4), is(greaterThan(mean(before, 4))));
    RawJson baseline = after.field("baseline");
    assertThat(baseline.field("cases").field("paired"), is(after.field("rows")));
    RawJson facts = baseline.field("paired").elements().get(4);
    assertThat(facts.field("score").text(), is("Factuality"));
    assertThat(
        Double.parseDouble(facts.field("mean_delta").toString()),
        is(closeTo(mean(after, 4) - mean(before, 4), 1e-9)));

    Path report = folder.resolve("report.html");
    List<RawJson> both = onBoth(EVAL + "--split validation --report " + report);
    RawJson validation = both.get(0);
    assertThat(records(both.get(1)), is(records(validation)));
    assertThat(Files.readString(report), containsString("<title>facet-optimizer-brain-facet-1-"));
    assertThat(validation.field("calls").field("errored").toString(), is("0"));
    assertThat(
        validation.field("experiment_name").text(),
        is("facet-optimizer-brain-facet-1-" + validation.field("run_id").text()));
  }

  /** What the DirectRunner comes to, and so does Flink. */
  private static List<RawJson> onBoth(String line) throws IOException {
    RawJson direct = done(line + " --runner direct");
    RawJson flink = done(line + " --runner flink --parallelism 2");
    assertThat(lines(flink), is(lines(direct)));
    assertThat(figures(flink), is(figures(direct)));
    return List.of(direct, flink);
  }

  /** What the experiment of a run holds, in an order that does not hang on when it was written. */
  private static List<String> records(RawJson summary) {
    String experiment = String.valueOf(summary.field("experiment_id").text());
    List<String> records =
        done("fetch " + experiment + " --runner direct").elements().stream()
            .map(EvalFacetsRunIT::withoutOrder)
            .sorted()
            .toList();
    assertThat(records, hasSize(Integer.parseInt(summary.field("rows").toString())));
    return records;
  }

  /** Scores come in the order in which their spans were written. */
  private static String withoutOrder(RawJson record) {
    Map<String, RawJson> fields = new TreeMap<>(record.fields());
    fields.remove("root_span_id");
    fields.remove("scores");
    return new TreeMap<>(record.field("scores").fields()) + " " + fields;
  }

  @Test
  void keysOfModelsStaySecretAndWhatIsMissingIsSaidFirst() {
    Terminal terminal =
        terminal()
            .with("FACET_OPTIMIZER_API_KEY", "sk-of-the-model")
            .with("FACET_OPTIMIZER_OUTPUT_ROOT", folder.resolve("none").toString());
    emulator.faults().clear(); // and the requests of other tests

    int code = terminal.type(words(EVAL + "--runner direct"));

    assertThat(code, is(2));
    assertThat(terminal.err(), startsWith("error: --prompt "));
    assertThat(terminal.err(), containsString("run bootstrap-facets first"));
    assertThat(terminal.err(), not(containsString("sk-of")));
    assertThat(emulator.faults().requests().size(), is(0));
  }

  @Test
  void aModelThatRepeatsItsKeyLeavesErrorsWithoutIt() throws IOException {
    try (MockWebServer echo = new MockWebServer()) {
      echo.setDispatcher(new Echo());
      echo.start();
      Terminal terminal =
          terminal()
              .with("FACET_OPTIMIZER_API_KEY", "sk-of-the-model")
              .with("FACET_OPTIMIZER_FACTUALITY_API_KEY", "sk-of-the-judge")
              .with("FACET_OPTIMIZER_API_BASE", echo.url("/v1").toString());

      int code = terminal.type(words(EVAL + "--split validation --runner direct --verbose"));

      assertThat(terminal.err(), code, is(3));
      assertThat(echo.getRequestCount(), is(greaterThan(0)));
      assertThat(terminal.err() + terminal.out(), not(containsString("sk-of")));
      RawJson overall = RawJson.of(terminal.out()).field("overall");
      assertThat(overall.field("completed").toString(), is("0"));
      assertThat(
          overall.field("scores").elements().get(0).field("mean"), is(RawJson.NULL)); // no zero
      RawJson records = done("fetch " + RawJson.of(terminal.out()).field("experiment_id").text());
      assertThat(records.toString(), not(containsString("sk-of")));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString(), Files.readString(file), not(containsString("sk-of")));
      }
    }
  }

  /** Refuses each request, and quotes the key that came with it. */
  private static final class Echo extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String key = request.getHeaders().get("Authorization");
      return new MockResponse.Builder()
          .code(400)
          .body("{\"error\":{\"message\":\"not with " + key + "\"}}")
          .build();
    }
  }
}
