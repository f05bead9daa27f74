package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.io.http.Workers;
import org.jspecify.annotations.Nullable;

/** Runs a pipeline on Flink: in this process, or on a cluster. */
final class FlinkRun implements PipelineRun {
  private static final long GLANCE_MILLIS = 200;

  private final @Nullable Cluster cluster;
  private final int parallelism;
  private final int processes;
  private final Path configuration;

  /** The name of the job, until it has ended well. */
  private volatile @Nullable String running;

  private FlinkRun(@Nullable Cluster cluster, int parallelism, int processes, Path configuration) {
    this.cluster = cluster;
    this.parallelism = parallelism;
    this.processes = processes;
    this.configuration = configuration;
  }

  /**
   * In this process.
   *
   * @param parallelism null for as many as there are cores
   * @param folder for what does not fit into memory
   */
  static FlinkRun embedded(@Nullable Integer parallelism, Path folder) {
    int slots = parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism;
    return new FlinkRun(null, slots, 1, FlinkConfiguration.embedded(folder, slots));
  }

  /**
   * On a cluster.
   *
   * @param parallelism null for the cluster's default
   * @param mostProcesses how many may share the limits of the run; it has less parallelism if it
   *     could be on more
   * @param folder for the configuration of its client
   * @param note what the user may want to know of it
   */
  static FlinkRun on(
      Cluster cluster,
      @Nullable Integer parallelism,
      int mostProcesses,
      Path folder,
      Consumer<String> note) {
    try {
      int wanted = parallelism == null ? cluster.defaultParallelism() : parallelism;
      Cluster.TaskManagers taskManagers = cluster.taskManagers();
      int processes = taskManagers.processes(wanted);
      int possible = processes > mostProcesses ? mostProcesses : wanted;
      if (taskManagers.free() < possible) { // it may start more of them, or wait till it gives up
        note.accept(
            "the cluster at %s has %d free slots, and the job waits for %d (--parallelism)"
                .formatted(cluster.master(), taskManagers.free(), possible));
      }
      return new FlinkRun(
          cluster, possible, Math.min(processes, mostProcesses), FlinkConfiguration.client(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void configure(PipelineOptions options) {
    options.setRunner(FlinkRunner.class);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (cluster == null) {
      flink.setFlinkMaster("[local]");
      flink.setFilesToStage(List.of());
    } else {
      submitTo(cluster, flink);
    }
    flink.setParallelism(parallelism);
    if (flink.getFlinkConfDir() == null) {
      flink.setFlinkConfDir(configuration.toString());
    }
  }

  private static void submitTo(Cluster cluster, FlinkPipelineOptions options) {
    boolean byFlink = SurroundingFlink.isThere();
    options.setFlinkMaster(byFlink ? "[auto]" : cluster.master().toString());
    options.setFilesToStage(byFlink ? List.of() : ProgramJar.find());
  }

  @Override
  public Workers workers(String folder) {
    return cluster == null ? Workers.THIS_PROCESS : new Workers(processes, folder);
  }

  @Override
  public void toTheEnd(Pipeline pipeline, Runnable glance) {
    PipelineResult.State state;
    running = pipeline.getOptions().getJobName();
    try {
      state = await(pipeline::run, glance).getState();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    running = null;
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as " + state);
    }
  }

  /** A job on a cluster goes on without its launcher, and its result would reach nobody. */
  @Override
  public void stop() throws IOException {
    String job = running;
    if (cluster != null && job != null) {
      cluster.end(job);
    }
  }

  /** It comes back at its end only, so it has a thread of its own. */
  private static PipelineResult await(Callable<PipelineResult> run, Runnable glance)
      throws InterruptedException {
    FutureTask<PipelineResult> task = new FutureTask<>(run);
    Thread thread = new Thread(task, "flink-run");
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        return task.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        glance.run();
      } catch (ExecutionException e) {
        throw FlinkFailure.unwrapped(e);
      }
    }
  }
}
