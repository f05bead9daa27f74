package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.row.ExpectedRows;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.ReportOptions;
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
  private volatile @Nullable Prepared prepared;
  private volatile boolean ending;
  private volatile @Nullable String farewell;

  /** A runner that was chosen, and the launcher's own connection beside that of its workers. */
  private record Prepared(PipelineRun run, ConnectionSettings launcher, Workers workers) {}

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
    this.atExit = AtExit.run(this::endEarly);
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
    String report = options.as(ReportOptions.class).getReport();
    if (report != null) {
      OutputPaths.check("--report", report, options);
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
      BraintrustOptions options,
      ConnectionSettings connection,
      long expectedRows,
      int mostWorkers) {
    PipelineRun run = runners.choose(expectedRows, mostWorkers);
    run.configure(options);
    options.as(ExpectedRows.class).setExpectedRows(expectedRows);
    Workers workers = run.workers(workFolder());
    prepared = new Prepared(run, connection, workers);
    return connection.sharedBy(workers);
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
  public void ifInterrupted(String message) {
    farewell = message;
  }

  @Override
  public void run(Pipeline pipeline, String what, long expectedRows) {
    Prepared by = prepared;
    if (by == null) {
      throw new IllegalStateException("no runner was chosen: prepare() comes first");
    }
    try (Progress.Bar bar = progress.start(what, expectedRows, Counts.of(by.workers()))) {
      by.run().toTheEnd(pipeline, bar::update);
      bar.complete();
    } catch (RuntimeException e) {
      if (ending) {
        awaitTheEnd(); // what the steps say of it is no news
      }
      stop(by.run());
      throw e;
    }
    if (!by.workers().equals(Workers.THIS_PROCESS)) {
      BraintrustClient.of(by.launcher()).afterWorkers(by.workers());
    }
  }

  /** By Ctrl-C: whoever writes into the folders ends before they go. */
  private void endEarly() {
    ending = true;
    String message = farewell;
    if (message != null) {
      console.inform(message);
    }
    Prepared by = prepared;
    if (by != null) {
      stop(by.run());
    }
    deleteFolders();
  }

  private void stop(PipelineRun run) {
    try {
      run.stop();
    } catch (IOException e) {
      console.warn("the job may still be at work on the cluster: " + e.getMessage());
    }
  }

  private static void awaitTheEnd() {
    while (true) {
      LockSupport.park();
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
