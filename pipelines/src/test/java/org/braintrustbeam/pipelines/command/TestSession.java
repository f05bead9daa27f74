package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.row.RawJson;

/** Runs a command on the DirectRunner, with its checks of elements on, and keeps what it says. */
public final class TestSession implements Session {
  private final String folder;
  private final ByteArrayOutputStream result = new ByteArrayOutputStream();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private Runnable beforeRun = () -> {};
  private int runs = 1;
  private Workers workers = Workers.THIS_PROCESS;

  private TestSession(String folder) {
    this.folder = folder;
  }

  /** A session whose files are in a new folder below this one. */
  public static TestSession in(Path parent) throws IOException {
    return new TestSession(Files.createTempDirectory(parent, "run").toString());
  }

  /** A session with this work folder, on any file system that Beam knows. */
  public static TestSession withWorkFolder(String folder) {
    return new TestSession(folder);
  }

  /** Has something happen when the pipeline is composed and about to run. */
  public TestSession beforeRun(Runnable action) {
    beforeRun = action;
    return this;
  }

  /** Has the pipeline run twice, as a runner does that lost the first attempt at its end. */
  public TestSession restarted() {
    runs = 2;
    return this;
  }

  /** Has the steps keep to shares of the limits, as if they ran in two other processes. */
  public TestSession onWorkers() {
    workers = new Workers(2, null);
    return this;
  }

  /** Options that reach the local server. */
  public static <T extends BraintrustOptions> T options(Class<T> type, LocalBraintrust server) {
    T options = PipelineOptionsFactory.create().as(type);
    options.setApiUrl(server.url());
    options.setAppUrl(server.url());
    return options;
  }

  public String result() {
    return result.toString(UTF_8);
  }

  public RawJson json() {
    return RawJson.wrap(result.toByteArray());
  }

  public List<String> warnings() {
    return warnings;
  }

  /** What was said to the user, warnings left out. */
  public List<String> told() {
    return told;
  }

  @Override
  public void writeResult(AtomicFile.Content content) throws IOException {
    content.writeTo(result);
  }

  @Override
  public ConnectionSettings prepare(
      BraintrustOptions options,
      ConnectionSettings connection,
      long expectedRows,
      int mostWorkers) {
    return connection.sharedBy(workers);
  }

  @Override
  public void ifInterrupted(String message) {}

  @Override
  public String workFolder() {
    return folder;
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  @Override
  public void inform(String message) {
    told.add(message);
  }

  @Override
  public void run(Pipeline pipeline, String what, long expectedRows) {
    beforeRun.run();
    for (int i = 0; i < runs; i++) {
      pipeline.run().waitUntilFinish();
    }
  }
}
