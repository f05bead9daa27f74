package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpTest {
  @TempDir Path folder;

  @Test
  void listsTheCommands() {
    String help = help("--help");

    for (String command :
        List.of(
            "quickstart",
            "emulator",
            "fetch",
            "update-dataset",
            "sync-datasets",
            "create-facet-dataset",
            "discover",
            "curate",
            "bootstrap-facets",
            "eval-facets",
            "verify",
            "fake")) {
      assertThat(help, containsString("\n  " + command + " "));
    }
    assertThat(help, not(containsString("@|")));
  }

  @Test
  void showsACommandsArgumentsFlagsDefaultsAndVariables() {
    String help = help("fake", "--help");

    assertThat(help, containsString("Usage: braintrust-beam fake THING [OTHERS...] [flags]\n"));
    assertThat(help, containsString("\n\nOne option of each kind.\n\nArguments\n"));
    assertThat(help, matchesPattern("(?s).*\n +THING +What to look at\\.\n.*"));
    assertThat(help, containsString("--ends=well|badly|half"));
    assertThat(help, containsString("How the run ends, 100% of the time. Default: well.\n"));
    assertThat(help, containsString("[env: FAKE_COLOR, FAKE_COLOUR]\n"));
    assertThat(help, containsString("--runner=auto|direct|flink"));
  }

  @Test
  void hasNoFlagForBeamsOwnOptionsOrForTheKey() {
    String help = help("help", "fake");

    assertThat(help, not(containsString("--temp-location")));
    assertThat(help, not(containsString("--api-key=")));
  }

  @Test
  void commandsThatMakeAPageSayHow() {
    for (String command : List.of("discover", "eval-facets")) {
      assertThat(help(command, "--help"), containsString("--report=FILE.html"));
    }
    assertThat(help("fetch", "--help"), not(containsString("--report")));
  }

  @Test
  void keepsToOneHundredColumns() {
    assertThat(help("fake", "-h").lines().allMatch(line -> line.length() <= 100), is(true));
  }

  @Test
  void knowsTheVersionOfTheBuild() {
    assertThat(help("--version"), matchesPattern("braintrust-beam \\d+\\.\\d+\\.\\d+\\S*\n"));
  }

  private String help(String... args) {
    Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");
    assertThat(terminal.type(args), is(0));
    assertThat(terminal.err(), is(""));
    return terminal.out();
  }
}
