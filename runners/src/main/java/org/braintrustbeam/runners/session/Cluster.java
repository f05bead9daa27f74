package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
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

  private static final Duration GLANCE = Duration.ofMillis(100);

  /** How long a job that was submitted may take to show up. */
  private static final Duration MAY_COME = Duration.ofSeconds(3);

  /** How long its tasks may take to give up, e.g. the request that they wait for. */
  private static final Duration MAY_TAKE = Duration.ofSeconds(20);

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
   * The TaskManagers that are there.
   *
   * @param free how many more tasks they could run, all together
   */
  record TaskManagers(int count, int free) {
    /**
     * How many of them a job can be on at once, at most.
     *
     * <p>If their slots are not enough, the cluster may well start more of them for the job.
     */
    int processes(int parallelism) {
      return free >= parallelism ? Math.min(count, parallelism) : parallelism;
    }
  }

  TaskManagers taskManagers() throws IOException {
    List<RawJson> all = rest.get("/taskmanagers").field("taskmanagers").elements();
    int free = 0;
    for (RawJson one : all) {
      free += Integer.parseInt(one.field("freeSlots").toString());
    }
    return new TaskManagers(all.size(), free);
  }

  /**
   * Ends the job of this name, and waits until nothing of it is at work. One that is not there yet
   * may be on its way, so it is looked for for a moment.
   *
   * @throws IOException if the cluster does not answer, or the job does not end
   */
  void end(String jobName) throws IOException {
    Set<String> told = new HashSet<>();
    long start = System.nanoTime();
    while (!hasEnded(jobName, told, System.nanoTime() - start > MAY_COME.toNanos())) {
      if (System.nanoTime() - start > MAY_TAKE.toNanos()) {
        throw new IOException("the job %s at %s does not end".formatted(jobName, master));
      }
      Pause.of(GLANCE);
    }
  }

  /**
   * Cancels what has not been told yet.
   *
   * @param ifUnknown the answer where there is no such job
   */
  private boolean hasEnded(String jobName, Set<String> told, boolean ifUnknown) throws IOException {
    boolean known = false;
    boolean atWork = false;
    for (RawJson job : rest.get("/jobs/overview").field("jobs").elements()) {
      if (jobName.equals(job.field("name").text())) {
        known = true;
        if (job.field("end-time").toString().equals("-1")) {
          atWork = true;
          cancel(String.valueOf(job.field("jid").text()), told);
        }
      }
    }
    return known ? !atWork : ifUnknown;
  }

  private void cancel(String job, Set<String> told) throws IOException {
    if (told.add(job)) {
      rest.patch("/jobs/" + job + "?mode=cancel");
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
