package org.braintrustbeam.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scripts' own tests, where there is a Python to run them. */
@Timeout(300)
class ScriptsTest {
  @Test
  void passTheirTests() throws Exception {
    assumeTrue(canRun(List.of("python3", "-c", "import os; os.waitstatus_to_exitcode")));

    Process tests =
        start(
            List.of(
                "python3", "-B", "-m", "unittest", "discover", "-s", "measure/tests", "-t", "."));
    String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said, tests.waitFor(), is(0));
  }

  private static boolean canRun(List<String> command) throws InterruptedException {
    try {
      Process process = start(command);
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
