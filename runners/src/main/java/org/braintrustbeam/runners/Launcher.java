package org.braintrustbeam.runners;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.HelpText;
import org.braintrustbeam.runners.options.Nearest;
import org.braintrustbeam.runners.options.Syntax;
import org.braintrustbeam.runners.options.Variables;

/** Reads the command line, runs the command and presents how it ended. */
public final class Launcher {
  private final List<Entry> entries;
  private final Surroundings surroundings;
  private final Console console;

  /** With the commands there are. */
  public Launcher(List<Entry> entries, Surroundings surroundings) {
    this.entries = entries;
    this.surroundings = surroundings;
    this.console = new Console(surroundings);
  }

  /** Runs one command line; never throws, never ends the process. */
  public ExitCode run(String... args) {
    Line line = Line.of(args);
    console.listenTo(line.has(LauncherFlags.QUIET), line.has(LauncherFlags.VERBOSE));
    Logs.to(console);
    try {
      return dispatch(line);
    } catch (Throwable failure) {
      return new Failures(console).present(failure);
    }
  }

  private ExitCode dispatch(Line line) throws Exception {
    if (line.command().isEmpty()) {
      return withoutCommand(line);
    }
    Entry entry = find(line.command().get());
    if (line.asksForHelp()) {
      return print(HelpText.of(entry.syntax(), surroundings.colored()));
    }
    entry.foresee(line.arguments(), line.beamArguments());
    if (!line.beamArguments().isEmpty() && !(entry instanceof PipelineEntry)) {
      throw new UsageException(entry.syntax().name() + " runs no pipeline: nothing goes after --");
    }
    return entry.run(given(entry.syntax(), line), line.beamArguments(), console);
  }

  private Given given(Syntax syntax, Line line) {
    Given typed = syntax.parse(line.arguments(), Variables.of(surroundings.environment()));
    return typed.with(
        Variables.of(
            surroundings.environment(), surroundings.folder(), typed.text(LauncherFlags.ENV_FILE)));
  }

  private ExitCode withoutCommand(Line line) throws IOException {
    if (line.asksForVersion()) {
      return print("braintrust-beam " + Version.current() + "\n");
    }
    if (line.asksForHelp()) {
      return print(ProgramHelp.of(entries, surroundings.colored()));
    }
    throw new UsageException(
        line.arguments().isEmpty()
            ? "no command given; braintrust-beam --help lists them"
            : "flags come after the command: braintrust-beam COMMAND [arguments] [flags];"
                + " braintrust-beam --help lists the commands");
  }

  private Entry find(String name) {
    Optional<Entry> found = entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    return found.orElseThrow(() -> new UsageException(unknown(name)));
  }

  private String unknown(String name) {
    List<String> names = entries.stream().map(Entry::name).toList();
    String nearest = Nearest.to(name, names).map(near -> "; did you mean " + near + "?").orElse("");
    return "unknown command " + name + nearest;
  }

  private ExitCode print(String text) throws IOException {
    console.print(text);
    return ExitCode.DONE;
  }
}
