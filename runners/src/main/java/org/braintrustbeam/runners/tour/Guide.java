package org.braintrustbeam.runners.tour;

import java.io.IOException;
import java.util.List;
import org.braintrustbeam.runners.Console;
import picocli.CommandLine.Help.Ansi;

/** What the tour says, and how it looks. */
final class Guide {
  private static final int WIDTH = 92;

  private final Console console;
  private final Ansi ansi;

  Guide(Console console, boolean colored) {
    this.console = console;
    this.ansi = colored ? Ansi.ON : Ansi.OFF;
  }

  void welcome(String url) throws IOException {
    console.print(bold("A tour of braintrust-beam") + "\n\n");
    say(
        "It runs in a throw-away Braintrust server inside this process (%s): no account, nothing"
            .concat(" leaves this machine, nothing stays behind.")
            .formatted(url));
    console.print("\n" + Steps.INTRODUCTION);
  }

  void announce(int number, Step step) throws IOException {
    console.print("\n%s\n".formatted(bold("%d. %s".formatted(number, step.title()))));
    say(step.before());
    String command = "$ braintrust-beam " + String.join(" ", step.command());
    console.print("\n  " + bold(command) + "\n\n");
  }

  void report(Shell.Outcome outcome, int most) throws IOException {
    lines(Excerpt.of(outcome.out(), most));
    lines(outcome.err().strip().lines().toList());
  }

  void explain(Step step) throws IOException {
    if (!step.after().isEmpty()) {
      console.print("\n");
      say(step.after());
    }
  }

  void regret(Shell.Outcome outcome) {
    console.error(
        "this step of the tour did not end as it should (exit code %d)"
            .formatted(outcome.code().code()));
  }

  void goodbye() throws IOException {
    console.print("\n" + bold("That was the tour.") + " The server and its data are gone.\n");
    console.print(Steps.END);
  }

  private void lines(List<String> lines) throws IOException {
    for (String line : lines) {
      console.print(line.isBlank() ? "\n" : "  " + line + "\n");
    }
  }

  /** A paragraph, in lines of a width that is read easily. */
  private void say(String paragraph) throws IOException {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        console.print(line.toString().stripTrailing() + "\n");
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    if (!line.toString().isBlank()) {
      console.print(line.toString().stripTrailing() + "\n");
    }
  }

  private String bold(String text) {
    return ansi == Ansi.ON ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}
