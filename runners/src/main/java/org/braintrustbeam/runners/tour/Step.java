package org.braintrustbeam.runners.tour;

import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.pipelines.command.ExitCode;

/**
 * One command of the tour.
 *
 * @param title what it is about
 * @param before said before it runs
 * @param command as one would type it, without the program's name
 * @param after said below its result
 * @param expected how it may end
 */
record Step(
    String title, String before, List<String> command, String after, List<ExitCode> expected) {
  static Step of(String title, String command) {
    return new Step(title, "", Arrays.asList(command.split(" ", -1)), "", List.of(ExitCode.DONE));
  }

  Step before(String text) {
    return new Step(title, text, command, after, expected);
  }

  Step after(String text) {
    return new Step(title, before, command, text, expected);
  }

  Step endsWith(ExitCode... codes) {
    return new Step(title, before, command, after, List.of(codes));
  }
}
