package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.nio.file.Path;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.Console;
import org.jspecify.annotations.Nullable;

/** The runners that a run may be given, and the choice between them. */
final class Runners implements AutoCloseable {
  private final RunnerFlags flags;
  private final Console console;
  private final @Nullable Cluster cluster;

  /** Of Flink in this process; on this machine even where the work folder is not. */
  private final WorkFolder flinkFolder = new WorkFolder();

  private Runners(RunnerFlags flags, Console console, @Nullable Cluster cluster) {
    this.flags = flags;
    this.console = console;
    this.cluster = cluster;
  }

  /**
   * With the cluster, if the user named one.
   *
   * @throws IOException if it does not answer
   * @throws UsageException if the Flink that runs this program is not set up for it
   */
  static Runners open(RunnerFlags flags, Console console) throws IOException {
    FlinkMaster master = flags.master();
    if (master == null) {
      return new Runners(flags, console, null);
    }
    SurroundingFlink.check();
    Cluster cluster = Cluster.at(master);
    if (!cluster.restartsJobs()) {
      console.warn(
          "the cluster at %s has no restart strategy: a lost TaskManager ends the run"
                  .formatted(master)
              + " (restart-strategy.type in its configuration)");
    }
    return new Runners(flags, console, cluster);
  }

  /**
   * For one job.
   *
   * @param rows how many it will read; -1 if unknown
   * @param mostProcesses how many may share the limits of the run
   */
  PipelineRun choose(long rows, int mostProcesses) {
    return switch (flags.runner()) {
      case DIRECT -> new DirectRun(flags.parallelism());
      case FLINK -> flink(mostProcesses);
      case AUTO -> {
        RunnerChoice choice = RunnerChoice.of(rows);
        console.inform("runner: " + choice.reason());
        yield choice.flink() ? flink(mostProcesses) : new DirectRun(flags.parallelism());
      }
    };
  }

  private PipelineRun flink(int mostProcesses) {
    Path folder = Path.of(flinkFolder.path());
    return cluster == null
        ? FlinkRun.embedded(flags.parallelism(), folder)
        : FlinkRun.on(cluster, flags.parallelism(), mostProcesses, folder, console::inform);
  }

  @Override
  public void close() {
    flinkFolder.delete();
  }
}
