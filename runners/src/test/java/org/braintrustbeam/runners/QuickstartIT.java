package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {
  @TempDir Path folder;

  @Test
  void goesThroughAllStepsWithoutAnAccount() {
    Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");

    int code = terminal.type("quickstart");

    assertThat(terminal.err(), is(""));
    assertThat(terminal.out(), containsString("$ braintrust-beam fetch prompt-v2"));
    assertThat(terminal.out(), containsString("\"updated\": 0"));
    assertThat(terminal.out(), containsString("13 cases (5 failing, 8 passing; "));
    assertThat(terminal.out(), containsString("improved (severity info, confidence medium)"));
    assertThat(terminal.out(), containsString("That was the tour."));
    assertThat(code, is(0));
  }
}
