package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** What a run asks of a Flink cluster before and beside its job, over the JobManager's REST. */
final class Cluster {
  /** Others do not understand the jobs of this one's client. */
  private static final String FLINK_VERSION = "1.19";

  private static final Set<String> NO_RESTARTS = Set.of("none", "off", "disable");
  private static final List<String> RESTART_KEYS =
      List.of("restart-strategy.type", "restart-strategy");

  private final FlinkMaster master;
  private final ClusterRest rest;

  private Cluster(FlinkMaster master) {
    this.master = master;
    this.rest = new ClusterRest(master);
  }

  /**
   * A cluster that answers.
   *
   * @throws IOException if it does not, or is of another version
   */
  static Cluster at(FlinkMaster master) throws IOException {
    Cluster cluster = new Cluster(master);
    String version = cluster.rest.get("/overview").field("flink-version").text();
    if (version == null || !version.startsWith(FLINK_VERSION + ".")) {
      throw new IOException(
          "the cluster at %s runs Flink %s; this program works with %s"
              .formatted(master, version, FLINK_VERSION));
    }
    return cluster;
  }

  /** Where it is. */
  FlinkMaster master() {
    return master;
  }

  /** Whether it takes a job up again after the loss of a TaskManager. */
  boolean restartsJobs() throws IOException {
    for (String key : RESTART_KEYS) {
      String strategy = setting(key);
      if (strategy != null) {
        return !NO_RESTARTS.contains(strategy.toLowerCase(Locale.ROOT));
      }
    }
    return false; // for a batch job that is what no setting means
  }

  /** How many steps of a job run side by side where the job does not say. */
  int defaultParallelism() throws IOException {
    String parallelism = setting("parallelism.default");
    return parallelism == null ? 1 : Integer.parseInt(parallelism);
  }

  /**
   * How many TaskManagers a job can be on at once, at most.
   *
   * <p>If their slots are not enough, the cluster may well start more of them for the job.
   */
  int processes(int parallelism) throws IOException {
    List<RawJson> taskManagers = rest.get("/taskmanagers").field("taskmanagers").elements();
    int slots = 0;
    for (RawJson taskManager : taskManagers) {
      slots += Integer.parseInt(taskManager.field("freeSlots").toString());
    }
    return slots >= parallelism ? Math.min(taskManagers.size(), parallelism) : parallelism;
  }

  /** Ends the jobs of this name that have not ended yet. */
  void cancel(String jobName) throws IOException {
    for (RawJson job : rest.get("/jobs/overview").field("jobs").elements()) {
      if (jobName.equals(job.field("name").text())
          && job.field("end-time").toString().equals("-1")) {
        rest.patch("/jobs/" + job.field("jid").text() + "?mode=cancel");
      }
    }
  }

  private @Nullable String setting(String key) throws IOException {
    for (RawJson setting : rest.get("/jobmanager/config").elements()) {
      if (key.equals(setting.field("key").text())) {
        return setting.field("value").text();
      }
    }
    return null;
  }
}
