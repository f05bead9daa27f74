package org.braintrustbeam.runners.session;

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
import org.jspecify.annotations.Nullable;

/** Runs a pipeline on Flink: in this process, or on a cluster. */
final class FlinkRun implements PipelineRun {
  private static final long GLANCE_MILLIS = 200;
  private static final int UNSET = -1;

  private final String master;
  private final int parallelism;
  private final List<String> jars;
  private final Path configuration;

  private FlinkRun(String master, int parallelism, List<String> jars, Path configuration) {
    this.master = master;
    this.parallelism = parallelism;
    this.jars = jars;
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
    return new FlinkRun("[local]", slots, List.of(), FlinkConfiguration.embedded(folder, slots));
  }

  /**
   * On a cluster.
   *
   * @param parallelism null for the cluster's default
   * @param jars the program
   */
  static FlinkRun on(
      FlinkMaster master, @Nullable Integer parallelism, List<String> jars, Path folder) {
    return new FlinkRun(
        master.toString(),
        parallelism == null ? UNSET : parallelism,
        jars,
        FlinkConfiguration.client(folder));
  }

  @Override
  public void configure(PipelineOptions options) {
    options.setRunner(FlinkRunner.class);
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    flink.setFlinkMaster(master);
    flink.setFilesToStage(jars);
    if (flink.getParallelism() == UNSET) {
      flink.setParallelism(parallelism);
    }
    if (flink.getFlinkConfDir() == null) {
      flink.setFlinkConfDir(configuration.toString());
    }
  }

  @Override
  public void toTheEnd(Pipeline pipeline, Runnable glance) {
    PipelineResult.State state = await(pipeline::run, glance).getState();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as " + state);
    }
  }

  /** It comes back at its end only, so it has a thread of its own. */
  private static PipelineResult await(Callable<PipelineResult> run, Runnable glance) {
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
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
