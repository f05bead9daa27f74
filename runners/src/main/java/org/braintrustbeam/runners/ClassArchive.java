package org.braintrustbeam.runners;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.local.LocalServer;
import org.braintrustbeam.runners.tour.Shell;
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

  private static final List<String> COMMANDS =
      List.of(
          "fetch prompt-v2 --project airline-support --runner direct",
          "update-dataset prompt-v2 --project airline-support --runner direct",
          "sync-datasets golden-questions regression-cases --project airline-support"
              + " --runner direct",
          "create-facet-dataset --project airline-support --dataset facets --runner direct"
              + " --created-before-sql NOW()",
          "bootstrap-facets",
          "eval-facets --dataset facets --eval-project airline-support --max-rows 4"
              + " --runner direct",
          "discover --project airline-support --runner direct",
          "curate --project airline-support --dataset curated --runner direct",
          "verify --new prompt-v2 --baseline baseline-v1 --project airline-support --runner direct",
          "fetch prompt-v2 --project airline-support --runner flink",
          "update-dataset prompt-v2 --project airline-support --runner flink");

  private ClassArchive() {}

  /** Ends with 0 if all of them did what they should. */
  public static void main(String[] args) throws Exception {
    endInTime();
    try (LocalServer server = LocalServer.withDemoData();
        TourFolder files = TourFolder.make()) {
      Shell shell = new Shell(Commands::all, server, files.path());
      for (String command : COMMANDS) {
        Shell.Outcome end = shell.run(List.of(command.split(" ")));
        if (end.code() != ExitCode.DONE && end.code() != ExitCode.INCOMPLETE) {
          System.err.println(end.err() + "exit code " + end.code().code() + " of: " + command);
          System.exit(ExitCode.FAILED.code());
        }
      }
    }
    System.exit(ExitCode.DONE.code());
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
