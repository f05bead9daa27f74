package org.braintrustbeam.runners;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.local.Connection;
import org.braintrustbeam.runners.options.CommandFlags;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.Syntax;
import org.braintrustbeam.runners.session.BeamOptions;
import org.braintrustbeam.runners.session.Progress;
import org.braintrustbeam.runners.session.RunSession;
import org.braintrustbeam.runners.session.RunnerFlags;
import org.jspecify.annotations.Nullable;

/** A command that works on Braintrust by a pipeline. */
final class PipelineEntry<OptionsT extends BraintrustOptions> implements Entry {
  private final Command<OptionsT> command;
  private final Surroundings surroundings;
  private @Nullable CommandFlags flags;

  private PipelineEntry(Command<OptionsT> command, Surroundings surroundings) {
    this.command = command;
    this.surroundings = surroundings;
  }

  static <T extends BraintrustOptions> PipelineEntry<T> of(
      Command<T> command, Surroundings surroundings) {
    return new PipelineEntry<>(command, surroundings);
  }

  @Override
  public String name() {
    return command.name();
  }

  @Override
  public void foresee(List<String> arguments, List<String> beamArguments) {
    WarmUp.begin(command, arguments, beamArguments);
  }

  /** Read off the options when they are asked for: only one command of all will be run. */
  private CommandFlags flags() {
    CommandFlags known = flags;
    if (known == null) {
      known = CommandFlags.of(command.options());
      flags = known;
    }
    return known;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        command.name(),
        command.description(),
        details(),
        flags().arguments(),
        flags().own(),
        LauncherFlags.with(flags().shared()));
  }

  private String details() {
    Description details = command.options().getAnnotation(Description.class);
    return details == null ? command.description() : details.value();
  }

  @Override
  public ExitCode run(Given given, List<String> beamArguments, Console console) throws Exception {
    flags().check(given);
    RunnerFlags runner = RunnerFlags.of(given);
    OptionsT options = BeamOptions.of(beamArguments, runner).as(command.options());
    flags().set(options, given);
    if (runner.master() != null && Connection.isEmbedded(options)) {
      throw new UsageException(
          "--api-url embedded is a server in this process, whose key the workers of a cluster do"
              + " not have: leave --flink-master out");
    }
    try (RunSession session = session(options, runner, given, console);
        Connection connection = Connection.open(options, given)) {
      console.hide(connection.keys());
      return command.run(options, session);
    }
  }

  private RunSession session(OptionsT options, RunnerFlags runner, Given given, Console console)
      throws IOException {
    Progress progress = Progress.of(given, console, surroundings.errIsTerminal());
    return RunSession.open(options, runner, surroundings.out(), console, progress);
  }
}
