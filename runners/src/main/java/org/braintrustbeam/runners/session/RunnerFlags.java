package org.braintrustbeam.runners.session;

import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.LauncherFlags;
import org.braintrustbeam.runners.options.Given;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of the runner.
 *
 * @param runner which one
 * @param master the cluster; null for Flink in this process
 * @param parallelism steps that run side by side; null for the runner's own default
 */
public record RunnerFlags(
    Runner runner, @Nullable FlinkMaster master, @Nullable Integer parallelism) {
  private static final String EMBEDDED = "[local]";

  /** The values of {@code --runner}. */
  enum Runner {
    /** By the number of rows. */
    AUTO,
    DIRECT,
    FLINK
  }

  /**
   * Reads the flags.
   *
   * @throws UsageException if they contradict each other
   */
  public static RunnerFlags of(Given given) {
    Runner runner = runner(given.text(LauncherFlags.RUNNER));
    String master = given.text(LauncherFlags.FLINK_MASTER);
    if (master != null && runner != Runner.FLINK) {
      throw new UsageException("--flink-master is for --runner flink");
    }
    Long parallelism = given.number(LauncherFlags.PARALLELISM);
    return new RunnerFlags(
        runner,
        master == null || master.equals(EMBEDDED) ? null : FlinkMaster.parse(master),
        parallelism == null ? null : Math.toIntExact(parallelism));
  }

  private static Runner runner(@Nullable String name) {
    if (name == null) {
      return Runner.AUTO;
    }
    return switch (name) {
      case "direct" -> Runner.DIRECT;
      case "flink" -> Runner.FLINK;
      default -> Runner.AUTO;
    };
  }
}
