package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.emulator.http.Exchange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code create-facet-dataset} as it is typed, on the demo data, on both runners. */
@Timeout(120)
class FacetDatasetRunIT {
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);
  private static final String COMMAND =
      "create-facet-dataset --source-project airline-support --dataset facet-truth"
          + " --created-before-sql NOW()";

  @TempDir private Path folder;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private Emulator emulator;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().seedDemo(true).exchanges(this::note).start();
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private void note(Exchange exchange) {
    if (exchange.path().endsWith("/chat/completions")) {
      asked.merge(digest(exchange.request()), 1, Integer::sum);
    }
  }

  /** What the answer to a request is kept by. */
  private static String digest(String request) {
    return Sha256.hex("chat 1 0\n" + request);
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("BRAINTRUST_API_KEY", "any");
    variables.put("BRAINTRUST_API_URL", emulator.url());
    variables.put("BRAINTRUST_APP_URL", emulator.url());
    variables.put("FACET_OPTIMIZER_OUTPUT_ROOT", folder.resolve("runs").toString());
    variables.put("FACET_OPTIMIZER_TARGET_PROJECT", "airline-support");
    return variables;
  }

  private Terminal terminal() {
    Terminal terminal = new Terminal(folder);
    environment().forEach(terminal::with);
    return terminal;
  }

  private static String[] words(String line) {
    return Arrays.stream(line.split(" ")).toArray(String[]::new);
  }

  /** The artifacts by name; what tells one run from another is left out. */
  private static Map<String, String> artifacts(RawJson summary) throws IOException {
    Map<String, String> artifacts = new TreeMap<>();
    String id = String.valueOf(summary.field("run_id").text());
    try (Stream<Path> files =
        Files.list(Path.of(String.valueOf(summary.field("run_dir").text())))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        artifacts.put(
            String.valueOf(file.getFileName()),
            Files.readString(file)
                .replace(id, "RUN")
                .replaceAll("(\"ground_truth_generated_at\": )\"[^\"]*\"", "$1TIME"));
      }
    }
    return artifacts;
  }

  private RawJson summary(String line) {
    Terminal terminal = terminal();
    int code = terminal.type(words(line));
    assertThat(terminal.err(), code, is(0));
    return RawJson.wrap(terminal.out().getBytes(UTF_8));
  }

  @Test
  void leavesTheSameBytesOnBothRunners() throws IOException {
    String command = COMMAND + " --skip-upload --split-by threshold --runner ";
    Map<String, String> direct = artifacts(summary(command + "direct"));

    assertThat(direct, allOf(hasKey("dataset_rows.jsonl"), hasKey("facet_prompt.yaml")));
    assertThat(direct.get("dataset_rows.jsonl"), containsString("\"split\": \"validation\""));
    for (int parallelism : PARALLELISMS) {
      RawJson flink = summary(command + "flink --parallelism " + parallelism);
      assertThat(artifacts(flink), is(direct));
    }
  }

  @Test
  void whatFlinkHasWrittenTheDirectRunnerFindsAsItIs() throws IOException {
    RawJson written = summary(COMMAND + " --runner flink --parallelism 2");

    RawJson again = summary(COMMAND + " --runner direct --resume " + runId());

    String rows = written.field("dataset_row_count").toString();
    assertThat(Integer.parseInt(rows), is(greaterThan(4)));
    assertThat(written.field("uploaded_row_count").toString(), is(rows));
    assertThat(again.field("uploaded_row_count").toString(), is("0"));
    assertThat(again.field("unchanged_row_count").toString(), is(rows));
  }

  @Test
  void promotesThePromptsOfItsRun() throws IOException {
    RawJson run = summary(COMMAND + " --dry-run --runner direct");

    RawJson promoted = summary("bootstrap-facets");

    assertThat(promoted.field("prompt_hashes"), is(not(RawJson.EMPTY_OBJECT)));
    assertThat(
        Files.readString(Path.of(String.valueOf(promoted.field("output").text()))),
        is(
            Files.readString(
                Path.of(String.valueOf(run.field("run_dir").text()), "facet_prompt.yaml"))));
  }

  /**
   * What was on the disk when it was killed is never asked for again; what was under way then, at
   * most as many requests as may be at once, is.
   */
  @Test
  void goesOnAfterItWasKilledAndBuysOnlyWhatIsMissing() throws Exception {
    emulator.faults().set(1, List.of("drip:route=/v1/proxy/*,seconds=1"));
    List<String> line = new ArrayList<>(List.of(words(COMMAND)));
    line.addAll(List.of("--concurrency", "4", "--runner", "direct"));
    try (Program program = Program.start(folder, environment(), line.toArray(String[]::new))) {
      while (kept().size() < 4 && program.process().isAlive()) {
        Thread.sleep(50);
      }
      assertThat(program.err(), program.kill(), is(true));
    }
    List<String> kept = kept();
    emulator.faults().clear();

    RawJson resumed = summary(COMMAND + " --runner direct --resume " + runId());

    int all = Integer.parseInt(resumed.field("dataset_row_count").toString());
    RawJson labels = resumed.field("labels");
    assertThat(kept, hasSize(lessThan(all)));
    assertThat(labels.field("bought").toString(), is(Integer.toString(all - kept.size())));
    assertThat(labels.field("reused").toString(), is(Integer.toString(kept.size())));
    assertThat(asked.keySet(), is(Set.copyOf(kept())));
    assertThat(kept(), hasSize(all)); // each once
    kept.forEach(digest -> assertThat(digest, asked.get(digest), is(1)));
    long times = asked.values().stream().mapToInt(count -> count).sum();
    assertThat(times, is(lessThanOrEqualTo(all + 4L)));
  }

  private String runId() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return String.valueOf(runs.findFirst().orElseThrow().getFileName());
    }
  }

  /** The digests of the requests whose answers are on the disk. */
  private List<String> kept() throws IOException {
    List<String> digests = new ArrayList<>();
    if (!Files.isDirectory(folder.resolve("runs"))) {
      return digests;
    }
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      for (Path file : files.filter(FacetDatasetRunIT::holdsAnswers).toList()) {
        String text = Files.readString(file);
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .map(whole -> whole.split(" ", 3)[1])
            .forEach(digests::add);
      }
    }
    return digests;
  }

  private static boolean holdsAnswers(Path file) {
    return Files.isRegularFile(file)
        && String.valueOf(file.getParent()).endsWith("answers")
        && !file.endsWith("marker");
  }

  @Test
  void saysWhatIsMissingBeforeAnyRequest() {
    String line = "create-facet-dataset --source-project airline-support --runner direct";
    Terminal terminal = terminal();

    int code = terminal.type(words(line));

    assertThat(code, is(2));
    assertThat(terminal.err(), startsWith("error: missing flag --dataset"));
    assertThat(emulator.faults().requests().size(), is(0));
  }

  @Test
  void theModelsKeyComesFromItsOwnVariableAndStaysSecret() {
    Terminal terminal =
        terminal()
            .with("FACET_OPTIMIZER_LABEL_API_KEY", "sk-of-the-labels")
            .with("FACET_OPTIMIZER_GROUND_TRUTH_API_BASE", emulator.url() + "/no/such");

    int code = terminal.type(words(COMMAND + " --max-retries 0 --runner direct --skip-upload"));

    assertThat(code, is(greaterThan(0)));
    assertThat(terminal.err(), not(containsString("sk-of-the-labels")));
    assertThat(terminal.err(), containsString("--resume 2"));
  }

  @Test
  void theModelsKeyIsInNoFileOfARun() throws IOException {
    String key = "sk-of-the-labels-2";
    Terminal terminal = terminal().with("FACET_OPTIMIZER_LABEL_API_KEY", key);

    int code = terminal.type(words(COMMAND + " --verbose --runner direct"));

    assertThat(terminal.err(), code, is(0));
    assertThat(terminal.out() + terminal.err(), not(containsString(key)));
    assertThat(KeySearch.files(folder, key), is(empty()));
  }
}
