package org.braintrustbeam.runners.tour;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.Entry;
import org.braintrustbeam.runners.Launcher;
import org.braintrustbeam.runners.Surroundings;
import org.braintrustbeam.runners.local.LocalServer;

/** Runs command lines in this process against one server, and catches what they print. */
public final class Shell {
  /** Not there, so that nobody's {@code .env} gets into a run. */
  private static final Path NOWHERE = Path.of("no-such-folder-of-braintrust-beam");

  private final Function<Surroundings, List<Entry>> commands;
  private final Map<String, String> environment;

  /**
   * Of these commands.
   *
   * @param files folder for what they write where nothing else is said
   */
  public Shell(Function<Surroundings, List<Entry>> commands, LocalServer server, Path files) {
    this.commands = commands;
    this.environment =
        Map.of(
            "BRAINTRUST_API_URL",
            server.url(),
            "BRAINTRUST_APP_URL",
            server.url(),
            ApiKey.VARIABLE,
            LocalServer.KEY,
            "FACET_OPTIMIZER_OUTPUT_ROOT",
            files.toString(),
            "FLYWHEEL_OUTPUT_DIR",
            files.toString(),
            "FLYWHEEL_OUTPUT_ROOT",
            files.resolve("flywheel").toString());
  }

  /** Runs a line, word by word. */
  public Outcome run(List<String> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings inside = new Surroundings(environment, NOWHERE, out, err, false, false);
    ExitCode code =
        new Launcher(commands.apply(inside), inside).run(command.toArray(String[]::new));
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * How a command ended.
   *
   * @param out what it printed as its result
   * @param err what it said besides
   */
  public record Outcome(ExitCode code, String out, String err) {}
}
