package org.braintrustbeam.runners;

import java.util.List;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.runners.options.Given;
import org.braintrustbeam.runners.options.Syntax;

/** Something one can type after the program's name. */
public interface Entry {
  /** Its name, arguments and flags. */
  Syntax syntax();

  /** What one types for it; found without its flags, which cost time to read. */
  default String name() {
    return syntax().name();
  }

  /**
   * Begins, on threads of its own, what this line will need later; sends nothing, and nothing
   * depends on it.
   */
  default void foresee(List<String> arguments, List<String> beamArguments) {}

  /**
   * Does it.
   *
   * @param given what was typed, and the environment behind it
   * @param beamArguments what followed a lone {@code --}
   */
  ExitCode run(Given given, List<String> beamArguments, Console console) throws Exception;
}
