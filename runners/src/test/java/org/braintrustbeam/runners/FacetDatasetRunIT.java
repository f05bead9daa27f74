package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.row.RawJson;
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
  private Emulator emulator;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().seedDemo(true).start();
  }

  @AfterEach
  void stop() {
    emulator.close();
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
    assertThat(direct.get("dataset_rows.jsonl"), containsString("\"validation\""));
    for (int parallelism : PARALLELISMS) {
      RawJson flink = summary(command + "flink --parallelism " + parallelism);
      assertThat(artifacts(flink), is(direct));
    }
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

  @Test
  void goesOnAfterItWasKilledAndBuysOnlyWhatIsMissing() throws Exception {
    emulator.faults().set(1, List.of("drip:route=/v1/proxy/*,seconds=1"));
    List<String> line = new ArrayList<>(List.of(words(COMMAND)));
    line.addAll(List.of("--concurrency", "4", "--runner", "direct"));
    try (Program program = Program.start(folder, environment(), line.toArray(String[]::new))) {
      while (kept() < 4 && program.process().isAlive()) {
        Thread.sleep(50);
      }
      assertThat(program.err(), program.kill(), is(true));
    }
    long kept = kept();
    emulator.faults().clear();

    RawJson resumed = summary(COMMAND + " --runner direct --resume " + runId());

    long all = Long.parseLong(resumed.field("dataset_row_count").toString());
    RawJson labels = resumed.field("labels");
    assertThat(kept, is(lessThan(all)));
    assertThat(labels.field("bought").toString(), is(Long.toString(all - kept)));
    assertThat(labels.field("reused").toString(), is(Long.toString(kept)));
    assertThat(chats(), is(lessThan(all))); // what was under way may be counted late
  }

  private String runId() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return String.valueOf(runs.findFirst().orElseThrow().getFileName());
    }
  }

  /** How many answers are on the disk. */
  private long kept() throws IOException {
    if (!Files.isDirectory(folder.resolve("runs"))) {
      return 0;
    }
    long lines = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      for (Path file : files.filter(FacetDatasetRunIT::holdsAnswers).toList()) {
        lines += Files.readString(file).chars().filter(c -> c == '\n').count();
      }
    }
    return lines;
  }

  private static boolean holdsAnswers(Path file) {
    return Files.isRegularFile(file)
        && String.valueOf(file.getParent()).endsWith("answers")
        && !file.endsWith("marker");
  }

  private long chats() {
    return emulator.faults().requests().entrySet().stream()
        .filter(route -> route.getKey().contains("/chat/completions"))
        .mapToLong(Map.Entry::getValue)
        .sum();
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
}
