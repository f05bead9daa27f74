package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.braintrust.HurriedClient;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Connections;

/** A server with a copy of the data, commands that are typed at it, and what came of them. */
final class FaultRun implements AutoCloseable {
  /** The commands of the suite, as they are typed. */
  enum Typed {
    FETCH("fetch", FaultData.EXPERIMENT),
    UPDATE("update-dataset", FaultData.EXPERIMENT, "--json"),
    SYNC("sync-datasets", "gold", "twin", "--apply", "--json");

    private final String line;

    Typed(String... words) {
      this.line = String.join(" ", words);
    }

    List<String> words() {
      return Arrays.asList(line.split(" "));
    }
  }

  /**
   * How a run ended.
   *
   * @param code its exit code
   * @param result its result, with the server's address left out
   * @param messages what stood on standard error
   * @param deadLetter where the file of rejected rows is, if there are any
   * @param rejected its lines, a row each
   */
  record Ended(int code, String result, String messages, Path deadLetter, List<String> rejected) {}

  private final Path folder;
  private final Emulator emulator;
  private final boolean borrowed;
  private final FaultData data;
  private int runs;

  private FaultRun(Path folder, Emulator emulator, boolean borrowed) {
    this.folder = folder;
    this.emulator = emulator;
    this.borrowed = borrowed;
    this.data = new FaultData(emulator.url());
  }

  private static Emulator emulator(Path folder) {
    return Emulator.builder().data(folder.resolve("data")).maxRequestBytes(32 << 20).start();
  }

  /** A server with no data yet. */
  static FaultRun empty(Path folder) {
    return new FaultRun(folder, emulator(folder), false);
  }

  /** A server with what another one, closed by now, has left in its folder. */
  static FaultRun copyOf(Path template, Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "run");
    Files.createDirectory(folder.resolve("data"));
    try (var files = Files.list(template.resolve("data"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("data").resolve(file.getFileName()));
      }
    }
    return new FaultRun(folder, emulator(folder), false);
  }

  /** The server of another run, which stays up: for commands that write nothing. */
  FaultRun borrowed() throws IOException {
    return new FaultRun(Files.createTempDirectory(folder, "borrowed"), emulator, true);
  }

  Emulator emulator() {
    return emulator;
  }

  FaultData data() {
    return data;
  }

  /** What both datasets hold, with all faults off. */
  Map<String, JsonNode> content() throws IOException, InterruptedException {
    emulator.faults().clear();
    return data.content();
  }

  /** Types a command; waits for the service are so many times shorter than they would be. */
  Ended type(Typed command, String readMode, int speed, String... more) throws IOException {
    return type(command.words(), readMode, speed, more);
  }

  /** The same with any command. */
  Ended type(List<String> command, String readMode, int speed, String... more) throws IOException {
    hurry(readMode, speed);
    Path output = folder.resolve("result" + ++runs + ".json");
    Path deadLetter = folder.resolve("rejected" + runs + ".jsonl");
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--project", FaultData.PROJECT, "--read-mode", readMode));
    words.addAll(List.of("--api-url", emulator.url(), "--app-url", emulator.url()));
    List<String> ours = Arrays.asList(more);
    int lone = ours.indexOf("--");
    words.addAll(ours.subList(0, lone < 0 ? ours.size() : lone));
    addUnlessThere(words, "--runner", "direct");
    addUnlessThere(words, "--dead-letter", deadLetter.toString());
    addUnlessThere(words, "--output", output.toString());
    words.addAll(lone < 0 ? List.of() : ours.subList(lone, ours.size()));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = run(words, err);
    String result = Files.exists(output) ? Files.readString(output) : "";
    return new Ended(
        code,
        result.replace(emulator.url(), ""),
        err.toString(UTF_8),
        deadLetter,
        Files.exists(deadLetter) ? Files.readAllLines(deadLetter) : List.of());
  }

  private static void addUnlessThere(List<String> words, String flag, String value) {
    if (!words.contains(flag)) {
      words.addAll(List.of(flag, value));
    }
  }

  private int run(List<String> words, ByteArrayOutputStream err) {
    Surroundings surroundings =
        new Surroundings(
            Map.of("BRAINTRUST_API_KEY", Terminal.KEY),
            folder,
            new ByteArrayOutputStream(),
            err,
            false,
            false);
    return new Launcher(Commands.all(surroundings), surroundings)
        .run(words.toArray(String[]::new))
        .code();
  }

  /** The command finds its client by its settings, so these are made as it makes them. */
  private void hurry(String readMode, int speed) {
    BraintrustOptions options = PipelineOptionsFactory.create().as(BraintrustOptions.class);
    options.setApiUrl(emulator.url());
    options.setAppUrl(emulator.url());
    options.setProject(FaultData.PROJECT);
    options.setReadMode(readMode);
    HurriedClient.use(Connections.of(options), speed);
  }

  @Override
  public void close() {
    if (!borrowed) {
      emulator.close();
    }
  }
}
