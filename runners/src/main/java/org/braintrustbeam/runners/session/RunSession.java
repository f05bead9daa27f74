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
  private final WorkFolder workFolder;
  private final Runners runners;
  private final AtExit atExit;
  private @Nullable PipelineRun run;

  private RunSession(
      ResultPlace result,
      Console console,
      Progress progress,
      WorkFolder workFolder,
      Runners runners) {
    this.result = result;
    this.console = console;
    this.progress = progress;
    this.workFolder = workFolder;
    this.runners = runners;
    this.atExit = AtExit.run(this::deleteFolders);
  }

  /**
   * Begins a run.
   *
   * @throws UsageException if what it is to write cannot be written
   * @throws IOException if the cluster does not answer
   */
  public static RunSession open(
      BraintrustOptions options,
      RunnerFlags flags,
      OutputStream out,
      Console console,
      Progress progress)
      throws IOException {
    String deadLetter = options.getDeadLetter();
    if (deadLetter != null) {
      OutputPaths.check("--dead-letter", deadLetter, options);
      if (deadLetter.equals(options.getOutput())) {
        throw new UsageException("--dead-letter and --output name the same file: " + deadLetter);
      }
    }
    ResultPlace result = ResultPlace.of(options, out);
    WorkFolder workFolder = RunPlace.of(options, flags.master());
    return new RunSession(result, console, progress, workFolder, Runners.open(flags, console));
  }

  @Override
  public void writeResult(AtomicFile.Content content) throws IOException {
    result.write(content);
  }

  @Override
  public ConnectionSettings prepare(
      BraintrustOptions options, ConnectionSettings connection, long expectedRows) {
    PipelineRun chosen = runners.choose(expectedRows);
    chosen.configure(options);
    run = chosen;
    return connection.sharedBy(chosen.workers(workFolder()));
  }

  @Override
  public String workFolder() {
    return workFolder.path();
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

  private void deleteFolders() {
    workFolder.delete();
    runners.close();
  }

  @Override
  public void close() {
    deleteFolders();
    atExit.close();
  }
}
