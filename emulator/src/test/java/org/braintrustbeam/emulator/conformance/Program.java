package org.braintrustbeam.emulator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the machine, run to its end. */
final class Program {
  private static final long MINUTES = 5;

  private Program() {}

  /** The exit code, and what was printed. */
  record Ended(int code, String output, String errors) {}

  /**
   * Runs it in a folder.
   *
   * @param variables added to the environment; an empty value takes one away
   * @throws IOException if there is no such program, or if it does not end
   */
  static Ended run(Path folder, Map<String, String> variables, List<String> command)
      throws IOException {
    Path output = Files.createTempFile("output", ".txt");
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      variables.forEach((name, value) -> set(builder.environment(), name, value));
      int code = end(builder.start(), command);
      return new Ended(code, Files.readString(output, UTF_8), Files.readString(errors, UTF_8));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static void set(Map<String, String> environment, String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  private static int end(Process process, List<String> command) throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IOException(command + " has not ended after " + MINUTES + " minutes");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
