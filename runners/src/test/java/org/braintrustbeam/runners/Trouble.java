package org.braintrustbeam.runners;

import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.runners.FaultRun.Typed;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A fault that commands are typed under.
 *
 * @param name what it is called in the name of a case, or what the message says
 * @param speed how much faster time runs for the client
 * @param modes by which the commands read
 * @param faults what is switched on at the server
 * @param onASlowMachine what is tried after it where the machine is too slow for it to strike
 */
record Trouble(
    String name, int speed, List<String> modes, List<String> faults, List<String> onASlowMachine) {
  static final String QUERY = "query";
  static final String FETCH = "fetch";

  static Trouble of(String name, String... faults) {
    return new Trouble(name, 100, List.of(QUERY), List.of(faults), List.of(faults));
  }

  /** A tenth of all requests, and one early so that short runs meet it too. */
  static Trouble tenth(String name, String kind) {
    String more = kind.contains(":") ? "," : ":";
    return of(name, kind + more + "share=0.1", kind + more + "from=3,times=1");
  }

  Trouble atSpeed(int other) {
    return new Trouble(name, other, modes, faults, onASlowMachine);
  }

  Trouble read(String... by) {
    return new Trouble(name, speed, List.of(by), faults, onASlowMachine);
  }

  Trouble onASlowMachine(String... instead) {
    return new Trouble(name, speed, modes, faults, List.of(instead));
  }

  /** With each of these commands. */
  Stream<Arguments> with(Typed... commands) {
    return Stream.of(commands)
        .flatMap(command -> modes.stream().map(mode -> Arguments.of(this, command, mode)));
  }

  Stream<Arguments> withAll() {
    return with(Typed.values());
  }

  @Override
  public String toString() {
    return name;
  }
}
