package org.braintrustbeam.runners.session;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.pipelines.command.UsageException;

/** Beam's own options: what followed a lone {@code --}, then what the runner needs. */
public final class BeamOptions {
  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '([^']+)'");

  /** The launcher waits for the end, and knows the cluster and what it is to be sent. */
  private static final Set<String> OURS =
      Set.of("--attachedMode", "--blockOnRun", "--filesToStage", "--flinkMaster", "--parallelism");

  private BeamOptions() {}

  /**
   * Options for one run, without its runner.
   *
   * @throws UsageException for an option that Beam does not have
   */
  public static PipelineOptions of(List<String> arguments, RunnerFlags flags) {
    if (flags.runner() != RunnerFlags.Runner.DIRECT && !arguments.isEmpty()) {
      FlinkOptions.announce();
    }
    PipelineOptions options = parse(arguments);
    configure(options.as(DirectOptions.class), arguments);
    return options;
  }

  private static PipelineOptions parse(List<String> arguments) {
    for (String argument : arguments) {
      refuse(argument);
    }
    try {
      return PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
    } catch (IllegalArgumentException e) {
      throw new UsageException("after --: " + explained(String.valueOf(e.getMessage())));
    }
  }

  private static String instead(String name) {
    return switch (name) {
      case "--flinkMaster" -> "; give --flink-master before the lone --";
      case "--parallelism" -> "; give it before the lone --";
      default -> "";
    };
  }

  private static String explained(String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    return unknown.find() ? "Beam has no option --" + unknown.group(1) : message;
  }

  private static void refuse(String argument) {
    if (!argument.startsWith("--")) {
      throw new UsageException("after --: Beam's options have the form --camelCase=value");
    }
    String name = argument.replaceFirst("=.*", "");
    if (name.equals("--runner")) {
      throw new UsageException("after --: give --runner before the lone --");
    }
    if (OURS.contains(name)) {
      throw new UsageException(
          "after --: %s is set by this program%s".formatted(name, instead(name)));
    }
    if (name.equals("--help")) { // it would end the process
      throw new UsageException("after --: --help goes before the lone --");
    }
  }

  /** Both checks are for those who write pipelines; they cost several times the work itself. */
  private static void configure(DirectOptions options, List<String> arguments) {
    if (!has(arguments, "--enforceImmutability")) {
      options.setEnforceImmutability(false);
    }
    if (!has(arguments, "--enforceEncodability")) {
      options.setEnforceEncodability(false);
    }
  }

  private static boolean has(List<String> arguments, String name) {
    return arguments.stream().anyMatch(arg -> arg.equals(name) || arg.startsWith(name + "="));
  }
}
