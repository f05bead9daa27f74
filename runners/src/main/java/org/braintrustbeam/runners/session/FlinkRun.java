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
   */
  static FlinkRun on(
      Cluster cluster, @Nullable Integer parallelism, int mostProcesses, Path folder) {
    try {
      int wanted = parallelism == null ? cluster.defaultParallelism() : parallelism;
      int processes = cluster.processes(wanted);
      int possible = processes > mostProcesses ? mostProcesses : wanted;
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
    AtExit atExit = AtExit.run(() -> cancel(pipeline));
    try {
      state = await(pipeline::run, glance).getState();
    } catch (InterruptedException e) {
      cancel(pipeline);
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      atExit.close();
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as " + state);
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

  /** A job on a cluster goes on without its launcher; its result would reach nobody. */
  private void cancel(Pipeline pipeline) {
    if (cluster != null) {
      try {
        cluster.cancel(pipeline.getOptions().getJobName());
      } catch (IOException e) {
        // The process ends; the cluster's own pages show what is still there.
      }
    }
  }
}
