package org.braintrustbeam.runners.session;

import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.jobmanager.HighAvailabilityMode;
import org.braintrustbeam.pipelines.command.UsageException;

/**
 * The Flink that runs this program's {@code main}: its client, or the JobManager of a cluster in
 * application mode.
 */
@SuppressWarnings("deprecation") // Beam's own runner is written in this part of Flink
public final class SurroundingFlink {
  /** What Flink calls the submission to the JobManager that the program is in. */
  private static final String APPLICATION_MODE = "embedded";

  private SurroundingFlink() {}

  /** Whether there is one. It lets nobody else submit, and has the program's jar already. */
  static boolean isThere() {
    return !ExecutionEnvironment.areExplicitEnvironmentsAllowed();
  }

  /**
   * Refuses settings with which a run would lose its result.
   *
   * @throws UsageException if there are any
   */
  static void check() {
    if (!isThere()) {
      return;
    }
    if (!configuration().get(DeploymentOptions.ATTACHED)) {
      throw new UsageException(
          "Flink is not to wait for the job, and then its result reaches nobody: leave -d out"
              + " (flink run), or set execution.attached: true (application mode)");
    }
    if (isApplicationMode()
        && HighAvailabilityMode.isHighAvailabilityModeActivated(configuration())) {
      // A job that is recovered writes to the folder of the run before, where this one never looks.
      throw new UsageException(
          "in application mode a JobManager that comes back would take up the job of the run"
              + " before, whose result is lost: take %s out of the cluster's configuration"
                  .formatted(HighAvailabilityOptions.HA_MODE.key()));
    }
  }

  /** Whether this process is a JobManager that is to go on when the program has ended. */
  public static boolean outlivesProgram() {
    return isThere()
        && isApplicationMode()
        && !configuration().get(DeploymentOptions.SHUTDOWN_ON_APPLICATION_FINISH);
  }

  private static boolean isApplicationMode() {
    return APPLICATION_MODE.equals(configuration().get(DeploymentOptions.TARGET));
  }

  private static Configuration configuration() {
    return ExecutionEnvironment.getExecutionEnvironment().getConfiguration();
  }
}
