package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.Console;
import org.jspecify.annotations.Nullable;

/** What the launcher hands to a command for one run. */
public final class RunSession implements Session, AutoCloseable {
  private final ResultPlace result;
  private final Console console;
  private final Progress progress;
  private final RunnerFlags flags;
  private final WorkFolder workFolder = new WorkFolder();
  private final AtExit atExit = AtExit.run(workFolder::delete);
  private @Nullable PipelineRun run;

  private RunSession(RunnerFlags flags, ResultPlace result, Console console, Progress progress) {
    this.flags = flags;
    this.result = result;
    this.console = console;
    this.progress = progress;
  }

  /**
   * Begins a run.
   *
   * @throws org.braintrustbeam.pipelines.command.UsageException if what it is to write cannot be
   *     written
   */
  public static RunSession open(
      BraintrustOptions options,
      RunnerFlags flags,
      OutputStream out,
      Console console,
      Progress progress) {
    String deadLetter = options.getDeadLetter();
    if (deadLetter != null) {
      OutputPaths.check("--dead-letter", deadLetter);
      if (deadLetter.equals(options.getOutput())) {
        throw new UsageException("--dead-letter and --output name the same file: " + deadLetter);
      }
    }
    return new RunSession(flags, ResultPlace.of(options.getOutput(), out), console, progress);
  }

  @Override
  public void writeResult(AtomicFile.Content content) throws IOException {
    result.write(content);
  }

  @Override
  public ConnectionSettings prepare(
      BraintrustOptions options, ConnectionSettings connection, long expectedRows) {
    PipelineRun chosen = choose(expectedRows);
    chosen.configure(options);
    run = chosen;
    return connection;
  }

  private PipelineRun choose(long expectedRows) {
    return switch (flags.runner()) {
      case DIRECT -> direct();
      case FLINK -> flink();
      case AUTO -> {
        RunnerChoice choice = RunnerChoice.of(expectedRows);
        console.inform("runner: " + choice.reason());
        yield choice.flink() ? flink() : direct();
      }
    };
  }

  private PipelineRun direct() {
    return new DirectRun(flags.parallelism());
  }

  private PipelineRun flink() {
    FlinkMaster master = flags.master();
    return master == null
        ? FlinkRun.embedded(flags.parallelism(), workFolder.path())
        : FlinkRun.on(master, flags.parallelism(), ProgramJar.find(), workFolder.path());
  }

  @Override
  public String workFolder() {
    return workFolder.path().toString();
  }

  @Override
  public void warn(String message) {
    console.warn(message);
  }

  @Override
  public void inform(String message) {
    console.inform(message);
  }

  @Override
  public void run(Pipeline pipeline, String what, long expectedRows) {
    PipelineRun prepared = run;
    if (prepared == null) {
      throw new IllegalStateException("no runner was chosen: prepare() comes first");
    }
    try (Progress.Bar bar = progress.start(what, expectedRows)) {
      prepared.toTheEnd(pipeline, bar::update);
      bar.complete();
    }
  }

  @Override
  public void close() {
    workFolder.delete();
    atExit.close();
  }
}
