package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.emulator.Emulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} as it is typed, with the sample data. */
class VerifyRunIT {
  private static Emulator emulator;

  @TempDir private Path folder;
  private Terminal terminal;

  @BeforeAll
  static void start() {
    emulator = Emulator.builder().seedDemo(true).start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void open() {
    terminal = terminal();
  }

  private Terminal terminal() {
    return new Terminal(folder)
        .with("BRAINTRUST_API_URL", emulator.url())
        .with("BRAINTRUST_APP_URL", emulator.url())
        .with("BRAINTRUST_DEFAULT_PROJECT", "airline-support")
        .with("FLYWHEEL_OUTPUT_DIR", folder.toString());
  }

  private int verify(String line) {
    terminal = terminal();
    return type(line);
  }

  private int type(String line) {
    List<String> words = new ArrayList<>(List.of("verify"));
    words.addAll(Arrays.asList(line.split(" ")));
    return terminal.type(words.toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    return List.of(
        Files.readString(folder.resolve("bt-flywheel-summary.json"))
            .replaceFirst("(\"timestamp\": )\"[^\"]*\"", "$1\"TIME\""),
        Files.readString(folder.resolve("bt-flywheel-narrative.md")));
  }

  @Test
  void leavesTheSameBytesOnBothRunnersAtAnyParallelism() throws IOException {
    assertThat(verify("--new prompt-v2 --runner direct --parallelism 1"), is(0));
    List<String> direct = files();

    assertThat(direct.get(0), containsString("\"verdict\": \"improved\""));
    assertThat(verify("--new prompt-v2 --runner direct --parallelism 4"), is(0));
    assertThat(files(), is(direct));
    for (int parallelism : new int[] {1, 2, 4}) {
      int code = verify("--new prompt-v2 --runner flink --parallelism " + parallelism);
      assertThat(terminal.err(), code, is(0));
      assertThat(files(), is(direct));
    }
  }

  @Test
  void endsWithTheVerdictWhereThatIsAskedFor() throws IOException {
    String swapped = "--new baseline-v1 --baseline prompt-v2 --runner direct";

    assertThat(verify(swapped), is(0));
    assertThat(verify(swapped + " --exit-code"), is(10));
    assertThat(terminal.out(), startsWith("needs_work (severity critical"));
    assertThat(verify(swapped + " --exit-code --max-loops 1"), is(12));
    assertThat(verify("--new baseline-v1 --exit-code --runner direct"), is(11));
  }

  @Test
  void takesItsWordsFromTheEnvironment() throws IOException {
    terminal
        .with("FLYWHEEL_GOAL", "fewer made-up prices")
        .with("FLYWHEEL_BASELINE_EXPERIMENT", "baseline-v1")
        .with("CI", "true");

    assertThat(type("--new prompt-v2 --runner direct --json"), is(0));
    assertThat(terminal.out(), containsString("\"goal\": \"fewer made-up prices\""));
    assertThat(terminal.out(), containsString("\"mode\": \"autonomous\""));
  }

  @Test
  void leavesTheVariableOfOtherProgramsToThem() {
    terminal.with("CI", "woodpecker");

    assertThat(terminal.err(), type("--new prompt-v2 --runner direct --json"), is(0));
    assertThat(terminal.out(), containsString("\"mode\": \"interactive\""));
  }

  @Test
  void saysWhatIsWrongBeforeAnyRequest() throws IOException {
    Files.writeString(folder.resolve("bt-flywheel-state.json"), "?");

    assertThat(type("--new prompt-v2"), is(2));
    assertThat(terminal.err(), containsString("bt-flywheel-state.json: not written by this"));
    assertThat(verify("--baseline baseline-v1"), is(2));
    assertThat(terminal.err(), containsString("missing flag --new"));
  }
}
