package org.braintrustbeam.runners;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** The program {@code braintrust-beam}. */
public final class Main {
  private Main() {}

  /** Runs one command line, and ends the process with its exit code. */
  public static void main(String[] args) {
    Surroundings process = Surroundings.ofProcess();
    System.exit(new Launcher(Commands.all(process), process).run(args).code());
  }

  /** Runs one command line in this process, as a start script would see it. */
  public static int run(
      Map<String, String> environment, OutputStream out, OutputStream err, String... args) {
    Surroundings given = new Surroundings(environment, Path.of(""), out, err, false, false);
    return new Launcher(Commands.all(given), given).run(args).code();
  }
}
