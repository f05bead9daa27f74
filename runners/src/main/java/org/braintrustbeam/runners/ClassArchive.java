package org.braintrustbeam.runners;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.local.LocalServer;
import org.braintrustbeam.runners.tour.TourFolder;

/**
 * Runs each command once, so that Java can keep the classes that they need in an archive from which
 * it starts faster ({@code -XX:ArchiveClassesAtExit}); the start script does that with each build.
 *
 * <p>All of it happens in a throw-away server with the demo data: nothing is sent to a network, no
 * file is read or left, and nothing of a user's gets into the archive.
 */
public final class ClassArchive {
  private static final long LIMIT_SECONDS = 120;

  /** Not there, so that nobody's {@code .env} is read. */
  private static final Path NOWHERE = Path.of("no-such-folder-of-braintrust-beam");

  private static final List<String> COMMANDS =
      List.of(
          "fetch prompt-v2 --project airline-support --runner direct",
          "update-dataset prompt-v2 --project airline-support --runner direct",
          "sync-datasets golden-questions regression-cases --project airline-support"
              + " --runner direct",
          "create-facet-dataset --project airline-support --dataset facets --runner direct"
              + " --created-before-sql NOW()",
          "update-dataset prompt-v2 --project airline-support --runner flink");

  private ClassArchive() {}

  /** Ends with 0 if all of them did what they should. */
  public static void main(String[] args) throws Exception {
    endInTime();
    try (LocalServer server = LocalServer.withDemoData();
        TourFolder files = TourFolder.make()) {
      for (String command : COMMANDS) {
        ExitCode code = run(server, files, command);
        if (code != ExitCode.DONE && code != ExitCode.INCOMPLETE) {
          System.err.println("exit code " + code.code() + " of: " + command);
          System.exit(ExitCode.FAILED.code());
        }
      }
    }
    System.exit(ExitCode.DONE.code());
  }

  private static ExitCode run(LocalServer server, TourFolder files, String command) {
    Map<String, String> environment =
        Map.of(
            "BRAINTRUST_API_URL",
            server.url(),
            "BRAINTRUST_APP_URL",
            server.url(),
            ApiKey.VARIABLE,
            LocalServer.KEY,
            "FACET_OPTIMIZER_OUTPUT_ROOT",
            files.path().toString());
    Surroundings inside =
        new Surroundings(
            environment, NOWHERE, OutputStream.nullOutputStream(), System.err, false, false);
    return new Launcher(Commands.all(inside), inside).run(command.split(" "));
  }

  /** A build must not hang because of this; a process that is halted leaves no archive. */
  private static void endInTime() {
    Thread guard =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(ExitCode.FAILED.code());
            },
            "time-limit");
    guard.setDaemon(true);
    guard.start();
  }
}
