package org.braintrustbeam.runners.tour;

import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.pipelines.command.ExitCode;

/** One command of the tour: what is said before and after it, and how it must end. */
final class Step {
  private static final int LINES = 24;

  private final String title;
  private final List<String> command;
  private String before = "";
  private String after = "";
  private String printed = "";
  private int lines = LINES;
  private List<ExitCode> ends = List.of(ExitCode.DONE);

  private Step(String title, List<String> command) {
    this.title = title;
    this.command = command;
  }

  /** A command as one would type it, without the program's name. */
  static Step of(String title, String command) {
    return new Step(title, Arrays.asList(command.split(" ", -1)));
  }

  Step before(String text) {
    before = text;
    return this;
  }

  Step after(String text) {
    after = text;
    return this;
  }

  /** How it may end, if not with 0. */
  Step endsWith(ExitCode... codes) {
    ends = List.of(codes);
    return this;
  }

  /** Something its result must hold for the words that follow to be true. */
  Step prints(String text) {
    printed = text;
    return this;
  }

  /** How many lines of the result are shown. */
  Step lines(int count) {
    lines = count;
    return this;
  }

  String title() {
    return title;
  }

  List<String> command() {
    return command;
  }

  String before() {
    return before;
  }

  String after() {
    return after;
  }

  int lines() {
    return lines;
  }

  boolean isAsPromised(Shell.Outcome outcome) {
    return ends.contains(outcome.code()) && outcome.out().contains(printed);
  }
}
