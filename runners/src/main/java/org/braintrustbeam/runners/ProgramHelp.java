package org.braintrustbeam.runners;

import java.util.List;
import org.braintrustbeam.runners.options.Syntax;
import picocli.CommandLine.Help.Ansi;

/** The help of the program as a whole. */
final class ProgramHelp {
  private static final String TEMPLATE =
      """
      @|bold Usage:|@ braintrust-beam COMMAND [arguments] [flags] [-- Beam options]

      Moves Braintrust evaluation data: experiments, datasets, edits.

      @|bold Commands|@
      %s
      @|bold Begin with|@
        braintrust-beam quickstart           a tour with sample data, no account needed
        braintrust-beam COMMAND --help       a command's arguments and flags

      @|bold Environment|@
        BRAINTRUST_API_KEY                   the API key; also out of .env, or --api-key-file FILE
        BRAINTRUST_API_URL, BRAINTRUST_APP_URL, BRAINTRUST_ORG_NAME, BRAINTRUST_DEFAULT_PROJECT
        JAVA_OPTS                            flags for Java, e.g. -Xmx4g

      @|bold Exit codes|@
        0 done, 1 failed, 2 usage or configuration, 3 done but for some rows, 130 interrupted;
        verify --exit-code: 0 improved or healthy, 10 needs_work, 11 blocked, 12 no_convergence
      """;

  private ProgramHelp() {}

  static String of(List<Entry> entries, boolean colored) {
    StringBuilder commands = new StringBuilder();
    for (Entry entry : entries) {
      Syntax syntax = entry.syntax();
      commands.append("  %-20s %s%n".formatted(syntax.name(), syntax.description()));
    }
    Ansi ansi = colored ? Ansi.ON : Ansi.OFF;
    return ansi.string(TEMPLATE.formatted(commands));
  }
}
