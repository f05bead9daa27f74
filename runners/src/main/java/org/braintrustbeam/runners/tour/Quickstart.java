package org.braintrustbeam.runners.tour;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.Console;
import org.braintrustbeam.runners.Entry;
import org.braintrustbeam.runners.LauncherFlags;
import org.braintrustbeam.runners.Surroundings;
import org.braintrustbeam.runners.local.LocalServer;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.Syntax;

/** A tour of the commands in a throw-away server with sample data. */
public final class Quickstart implements Entry {
  private final Function<Surroundings, List<Entry>> commands;
  private final boolean colored;

  /** Of commands that are made anew for each step, to catch what they print. */
  public Quickstart(Function<Surroundings, List<Entry>> commands, boolean colored) {
    this.commands = commands;
    this.colored = colored;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "quickstart",
        "a tour with sample data in a throw-away server; needs no account",
        "Runs the other commands one after the other, explains them, and leaves nothing behind.",
        List.of(),
        List.of(),
        LauncherFlags.basic());
  }

  @Override
  public ExitCode run(Given given, List<String> beamArguments, Console console) throws Exception {
    try (LocalServer server = LocalServer.withDemoData();
        TourFolder files = TourFolder.make()) {
      Guide guide = new Guide(console, colored);
      guide.welcome(server.url());
      Shell shell = new Shell(commands, server, files.path());
      for (int i = 0; i < Steps.ALL.size(); i++) {
        if (!show(i + 1, Steps.ALL.get(i), shell, guide)) {
          return ExitCode.FAILED;
        }
      }
      guide.goodbye();
      return ExitCode.DONE;
    }
  }

  private static boolean show(int number, Step step, Shell shell, Guide guide) throws IOException {
    guide.announce(number, step);
    Shell.Outcome outcome = shell.run(step.command());
    guide.report(outcome, step.lines());
    if (!step.isAsPromised(outcome)) {
      guide.regret(outcome);
      return false;
    }
    guide.explain(step);
    return true;
  }
}
