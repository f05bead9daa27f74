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

/** What the launcher hands to a command for one run. */
public final class RunSession implements Session, AutoCloseable {
  private final ResultPlace result;
  private final Console console;
  private final Progress progress;
  private final WorkFolder workFolder = new WorkFolder();
  private final AtExit atExit = AtExit.run(workFolder::delete);

  private RunSession(ResultPlace result, Console console, Progress progress) {
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
      BraintrustOptions options, OutputStream out, Console console, Progress progress) {
    String deadLetter = options.getDeadLetter();
    if (deadLetter != null) {
      OutputPaths.check("--dead-letter", deadLetter, options);
      if (deadLetter.equals(options.getOutput())) {
        throw new UsageException("--dead-letter and --output name the same file: " + deadLetter);
      }
    }
    return new RunSession(ResultPlace.of(options, out), console, progress);
  }

  @Override
  public void writeResult(AtomicFile.Content content) throws IOException {
    result.write(content);
  }

  @Override
  public ConnectionSettings prepare(
      BraintrustOptions options, ConnectionSettings connection, long expectedRows) {
    return connection;
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
    try (Progress.Bar bar = progress.start(what, expectedRows)) {
      DirectRun.toTheEnd(pipeline, bar::update);
      bar.complete();
    }
  }

  @Override
  public void close() {
    workFolder.delete();
    atExit.close();
  }
}
