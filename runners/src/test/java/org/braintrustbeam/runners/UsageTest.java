package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "fkae x => unknown command fkae; did you mean fake?",
        "fake x --tiems 3 => fake has no flag --tiems; did you mean --times?",
        "fake => missing argument THING; usage: braintrust-beam fake THING [OTHERS...] [flags]",
        "fake x --times 0 => --times must be 1 to 9, got 0",
        "fake x --times ten => --times must be a whole number 1 to 9, got ten",
        "fake x --share much => --share must be a number, got much",
        "fake x --max-retries -1 => --max-retries must be at least 0, got -1",
        "fake x --request-timeout 0 => --request-timeout must be at least 1, got 0",
        "fake x --requests-per-minute 0 => --requests-per-minute must be at least 1, got 0",
        "fake x --parallelism 0 => --parallelism must be 1 to 1024, got 0",
        "fake x --ends oddly => --ends must be well or badly or half, got oddly",
        "fake x --mood odd => --mood must be very-good or bad, got odd",
        "fake x --shade red,pink => --shade must be red or green or blue, got pink",
        "fake x --output --json => --output needs a value, but --json follows",
        "fake x --output => --output needs a value",
        "fake x --json=yes => --json takes no value",
        "fake x --times 3 --times 4 => --times is given twice",
        "fetch x --limit 1001 => --limit must be 1 to 1000, got 1001",
        "fetch x --max-results 0 => --max-results must be at least 1, got 0",
        "fetch x --edit-source app => --edit-source needs --edited-only",
        "update-dataset x --fields tags => --fields must be some of expected,input,metadata",
        "update-dataset x --on-conflict ask => --on-conflict must be skip or overwrite or fail",
        "emulator --fault fire => --fault: fault 'fire': there is no 'fire'; there are 429, budget",
        "emulator --fault-seed x => --fault-seed must be a whole number, got x",
        "sync-datasets a => sync-datasets takes at least two datasets",
        "sync-datasets a a => dataset 'a' is named twice",
        "sync-datasets a b --newest-by id => --newest-by must be created or modified",
        "emulator -- --x=1 => emulator runs no pipeline: nothing goes after --",
        "fake x --output f --dead-letter f => --dead-letter and --output name the same file: f",
        "fetch x --api-url http://example.com => --api-url must be https, because the key is sent",
        "fetch x --api-url http://127.0.0.1:99999 => --api-url must be an http or https URL, got",
        "fetch x --max-results 99999999999 => --max-results must be at most 2147483647, got",
        "fetch x --max-results abc => --max-results must be a whole number at least 1, got abc",
        "fetch x --zzz => fetch has no flag --zzz; see --help",
        "emulator x => unexpected argument x",
        "emulator --port 70000 => --port must be 0 to 65535, got 70000",
        "fake x --flink-master h:1 => --flink-master is for --runner flink",
        "fake x --runner direct --flink-master [local] => --flink-master is for --runner flink",
        "fake x --runner flink --flink-master h => --flink-master must be HOST:PORT (the",
        "fake x --runner flink --flink-master h:0 => --flink-master must be HOST:PORT (the",
        "fake x --runner flink --flink-master h:65536 => --flink-master must be HOST:PORT (the",
        "fake x --runner flink --flink-master h:1 --api-url embedded => --api-url embedded is a server in",
        "fake x -- --noSuchOption=1 => after --: Beam has no option --noSuchOption",
        "fake x -- --flinkMaster=h:1 => after --: --flinkMaster is set by this program; give --fl",
        "fake x -- --attachedMode=false => after --: --attachedMode is set by this program",
        "fake x -- word => after --: Beam's options have the form --camelCase=value",
        "fake x --env-file none.env => --env-file none.env: no such file",
        "fake x --output none/file => --output none/file: no such folder",
        "--quiet fake x => flags come after the command",
      })
  void isExplainedInOneLineThatNamesWhatIsWrong(String line, String message) {
    Terminal terminal = new Terminal(folder);

    int code = terminal.type(line.split(" ", -1));

    assertThat(terminal.err(), startsWith("error: " + message));
    assertThat(terminal.err().lines().count(), is(1L));
    assertThat(terminal.out(), is(""));
    assertThat(code, is(2));
    assertThat(terminal.seen, is(empty()));
  }

  @Test
  void namesTheVariableThatIsWrong() {
    Terminal terminal = new Terminal(folder).with("BRAINTRUST_BEAM_REQUESTS_PER_MINUTE", "few");

    assertThat(terminal.type("fake", "x"), is(2));
    assertThat(
        terminal.err(),
        startsWith("error: BRAINTRUST_BEAM_REQUESTS_PER_MINUTE must be a whole number"));
  }

  @Test
  void asksForAKeyBeforeAnythingIsDone() {
    Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");

    assertThat(terminal.type("fake", "x"), is(2));
    assertThat(terminal.err(), startsWith("error: no API key: set BRAINTRUST_API_KEY"));
    assertThat(terminal.seen, is(empty()));
  }

  @Test
  void refusesAKeyOnTheLineWithoutRepeatingIt() {
    for (String flag : new String[] {"--api-key", "--apikey", "--api_key", "--token"}) {
      Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");

      assertThat(terminal.type("fake", "x", flag, Terminal.KEY), is(2));
      assertThat(terminal.type("fake", "x", flag + "=" + Terminal.KEY), is(2));
      assertThat(
          terminal.err(), allOf(containsString("--api-key-file"), not(containsString("marker"))));
    }
  }

  @Test
  void doesNotRepeatALineOfAFileThatMayHoldTheKey() throws IOException {
    Files.writeString(folder.resolve("my.env"), "BRAINTRUST_API_KEY: " + Terminal.KEY + "\n");
    Terminal terminal = new Terminal(folder).without("BRAINTRUST_API_KEY");

    assertThat(terminal.type("fake", "x", "--env-file", "my.env", "--verbose"), is(2));
    assertThat(terminal.err(), not(containsString("marker")));
  }

  @Test
  void refusesAKeyThatNoHeaderCanHold() {
    Terminal terminal = new Terminal(folder).with("BRAINTRUST_API_KEY", "sk-marker\nX: y");

    assertThat(terminal.type("fake", "x", "--verbose"), is(2));
    assertThat(terminal.err(), not(containsString("marker")));
  }
}
