package org.braintrustbeam.runners;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.braintrustbeam.runners.options.Flag;

/**
 * A command line in its three parts.
 *
 * @param command the first word, unless it is a flag
 * @param arguments what follows it
 * @param beamArguments what follows a lone {@code --}
 */
record Line(Optional<String> command, List<String> arguments, List<String> beamArguments) {
  static Line of(String... args) {
    List<String> all = Arrays.asList(args);
    int lone = all.indexOf("--");
    List<String> ours = lone < 0 ? all : all.subList(0, lone);
    List<String> beams = lone < 0 ? List.of() : all.subList(lone + 1, all.size());
    if (ours.isEmpty() || ours.get(0).startsWith("-")) {
      return new Line(Optional.empty(), ours, beams);
    }
    if (ours.get(0).equals("help")) { // as git and others have it
      return of(helpFlag(ours.subList(1, ours.size())));
    }
    return new Line(Optional.of(ours.get(0)), ours.subList(1, ours.size()), beams);
  }

  boolean has(Flag flag) {
    return arguments.contains(flag.name());
  }

  boolean asksForHelp() {
    return arguments.contains("--help") || arguments.contains("-h");
  }

  boolean asksForVersion() {
    return arguments.contains("--version") || arguments.contains("-V");
  }

  private static String[] helpFlag(List<String> command) {
    return command.isEmpty() ? new String[] {"--help"} : new String[] {command.get(0), "--help"};
  }
}
