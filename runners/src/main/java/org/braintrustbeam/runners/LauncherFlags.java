package org.braintrustbeam.runners;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.braintrustbeam.runners.options.Flag;

/** The flags that are about the run itself, not about Braintrust. */
public final class LauncherFlags {
  static final Flag ENV_FILE =
      Flag.named("--env-file", Flag.Kind.TEXT)
          .label("FILE")
          .description(
              "File of NAME=value lines, never overriding the environment."
                  + " Default: .env in the working directory, if there.")
          .build();

  static final Flag QUIET =
      Flag.named("--quiet", Flag.Kind.SWITCH)
          .description("No progress and no notes: warnings and errors only.")
          .build();

  static final Flag VERBOSE =
      Flag.named("--verbose", Flag.Kind.SWITCH)
          .description("Log messages, and a stack trace with an error.")
          .build();

  /** Shown in the help, handled before the line is parsed. */
  static final Flag HELP = Flag.named("--help", Flag.Kind.SWITCH).description("This text.").build();

  /** Which runner carries the pipeline. */
  public static final Flag RUNNER =
      Flag.named("--runner", Flag.Kind.TEXT)
          .label("auto|direct|flink")
          .description(
              "What runs the pipeline; auto takes direct for small jobs and flink, in this process, for"
                  + " large ones.")
          .defaultText("auto")
          .environment("BRAINTRUST_BEAM_RUNNER")
          .build();

  /** The cluster. */
  public static final Flag FLINK_MASTER =
      Flag.named("--flink-master", Flag.Kind.TEXT)
          .label("HOST:PORT|[local]")
          .description(
              "REST address of a Flink cluster, with --runner flink; [local] is Flink in this"
                  + " process.")
          .defaultText("[local]")
          .build();

  /** Threads. */
  public static final Flag PARALLELISM =
      Flag.named("--parallelism", Flag.Kind.WHOLE_NUMBER)
          .label("N")
          .description(
              "Steps that run side by side. Default: the number of cores, or the cluster's own.")
          .min(1)
          .max(1024)
          .build();

  /** When to draw a bar. */
  public static final Flag PROGRESS =
      Flag.named("--progress", Flag.Kind.TEXT)
          .label("auto|always|never")
          .description("Progress on standard error; auto shows it on a terminal only.")
          .defaultText("auto")
          .build();

  private static final List<Flag> BASIC = List.of(ENV_FILE, QUIET, VERBOSE, HELP);
  private static final List<Flag> OF_PIPELINES =
      List.of(RUNNER, FLINK_MASTER, PARALLELISM, PROGRESS);

  private LauncherFlags() {}

  /** What every command has. */
  public static List<Flag> basic() {
    return BASIC;
  }

  /** What every command has that runs a pipeline, its shared options included, by name. */
  static List<Flag> with(List<Flag> sharedOptions) {
    List<Flag> flags = new ArrayList<>(BASIC);
    flags.addAll(OF_PIPELINES);
    flags.addAll(sharedOptions);
    flags.sort(Comparator.comparing(Flag::name));
    return flags;
  }
}
