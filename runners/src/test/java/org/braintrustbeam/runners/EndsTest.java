package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs end: exit codes, what stands on the two streams, and what is left on the disk. */
class EndsTest {
  @TempDir Path folder;

  @Test
  void printsTheResultAndNothingElseOnStandardOutput() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "x"), is(0));
    assertThat(terminal.out(), is("the result\n"));
    assertThat(terminal.err(), is("a note\n"));
  }

  @Test
  void keepsTheExitCodeOfTheCommand() {
    assertThat(new Terminal(folder).type("fake", "x", "--ends", "half"), is(3));
  }

  @Test
  void saysNothingWhenAskedToBeQuiet() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "x", "--quiet"), is(0));
    assertThat(terminal.err(), is(""));
  }

  @Test
  void writesTheResultToAFileInsteadAndReplacesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("result.txt"), "old");
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "x", "--output", file.toString()), is(0));
    assertThat(Files.readString(file), is("the result\n"));
    assertThat(folder.toFile().list(), is(arrayContaining("result.txt")));
    assertThat(terminal.out(), is(""));
  }

  @Test
  void leavesNoFileBehindWhenTheResultBreaksOffMidway() {
    Terminal terminal = new Terminal(folder);

    int code = terminal.type("fake", "midway", "--output", folder.resolve("r.txt").toString());

    assertThat(code, is(1));
    assertThat(terminal.err(), containsString("error: the source went away\n"));
    assertThat(folder.toFile().list(), is(emptyArray()));
  }

  @Test
  void presentsWhatTheServiceSaidWithoutTheKey() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "service", "--quiet"), is(1));
    assertThat(terminal.err(), is("error: refused ***\n"));
  }

  @Test
  void findsTheReasonInsideAFailedPipeline() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "pipeline", "--quiet"), is(1));
    assertThat(terminal.err(), is("error: the service is closed today\n"));
  }

  @Test
  void presentsADefectInOneLine() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "defect", "--quiet"), is(1));
    assertThat(
        terminal.err(),
        is(
            "error: unexpected IllegalStateException: line one line two (run with --verbose for"
                + " the stack trace)\n"));
  }

  @Test
  void addsTheStackTraceWhenAskedTo() {
    Terminal terminal = new Terminal(folder);

    terminal.type("fake", "service", "--verbose");

    assertThat(terminal.err(), containsString("at org.braintrustbeam.runners.FakeCommand"));
    assertThat(terminal.err(), not(containsString(Terminal.KEY)));
  }

  @Test
  void drawsAProgressBarWhenAskedTo() {
    Terminal terminal = new Terminal(folder);

    terminal.type("fake", "pipeline", "--progress", "always");

    assertThat(terminal.err(), containsString("\rrefusing"));
    assertThat(terminal.err(), containsString("\nerror: the service is closed today\n"));
  }

  @Test
  void takesTheKeyOutOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sk-another-secret\n");
    Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");

    assertThat(terminal.type("fake", "x", "--api-key-file", file.toString()), is(0));
    assertThat(terminal.type("fake", "x", "--api-key-file", file + "2"), is(2));
    assertThat(terminal.err(), containsString("error: --api-key-file " + file + "2: there is no"));
  }

  @Test
  void startsAServerOfItsOwnThatNeedsNoKey() {
    Terminal terminal =
        new Terminal(folder).without("BRAINTRUST_API_KEY").with("BRAINTRUST_ORG_NAME", "mine");

    assertThat(terminal.type("fake", "x", "--api-url", "embedded"), is(0));
    assertThat(terminal.options().getApiUrl(), startsWith("http://127.0.0.1:"));
    assertThat(terminal.options().getAppUrl(), is(terminal.options().getApiUrl()));
    assertThat(terminal.options().getOrg() == null, is(true));
  }

  @Test
  void aFullDiskIsAnErrorThatNamesTheFile() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "x", "--output", "/dev/full"), is(1));
    assertThat(
        terminal.err(), containsString("error: cannot write /dev/full: No space left on device"));
    assertThat(folder.toFile().list(), is(emptyArray()));
  }
}
