package org.braintrustbeam.runners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be looked at and killed. */
final class Program implements AutoCloseable {
  private static final long MAX_MINUTES = 5;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder where its temporary files and what it prints go
   * @param environment beside what a process needs anyway
   */
  static Program start(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    Path own = Files.createTempDirectory(folder, "program");
    Path temporary = Files.createDirectory(own.resolve("tmp"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    Path out = own.resolve("out");
    Path err = own.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(own.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Program(builder.start(), out, err);
  }

  Process process() {
    return process;
  }

  /** Its folder of temporary files. */
  Path temporary() {
    return out.resolveSibling("tmp");
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** The exit code, once it has ended. */
  int end() throws InterruptedException {
    if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("the program has not ended within " + MAX_MINUTES + " minutes");
    }
    return process.exitValue();
  }

  /** As {@code kill -9} does. Returns whether it was still there. */
  boolean kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    return alive;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
