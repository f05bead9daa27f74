package org.braintrustbeam.runners;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.session.SurroundingFlink;

/** The program {@code braintrust-beam}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command line, and ends the process with its exit code.
   *
   * @throws IllegalStateException in a process that is to go on, if the command failed
   */
  public static void main(String[] args) {
    Surroundings process = Surroundings.ofProcess();
    ExitCode code = new Launcher(Commands.all(process), process).run(args);
    if (isLoadedByFlink() && SurroundingFlink.outlivesProgram()) {
      requireDone(code);
    } else {
      System.exit(code.code());
    }
  }

  /** Asked first, because at other starts nothing of Flink is to be loaded for this. */
  private static boolean isLoadedByFlink() {
    return Main.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  private static void requireDone(ExitCode code) {
    if (code != ExitCode.DONE && code != ExitCode.INCOMPLETE) {
      throw new IllegalStateException(
          "braintrust-beam ended with %d; standard error says why".formatted(code.code()));
    }
  }

  /** Runs one command line in this process, as a start script would see it. */
  public static int run(
      Map<String, String> environment, OutputStream out, OutputStream err, String... args) {
    Surroundings given = new Surroundings(environment, Path.of(""), out, err, false, false);
    return new Launcher(Commands.all(given), given).run(args).code();
  }
}
