package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SurroundingFlinkTest {
  private static final Map<String, String> CLIENT =
      Map.of("execution.target", "remote", "execution.attached", "true");
  private static final Map<String, String> APPLICATION =
      Map.of("execution.target", "embedded", "execution.attached", "true");

  /** As Flink does before it runs a program. */
  private static void surroundWith(Map<String, String> settings, String... more) {
    Configuration configuration = Configuration.fromMap(settings);
    for (int i = 0; i < more.length; i += 2) {
      configuration.setString(more[i], more[i + 1]);
    }
    ContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        configuration,
        SurroundingFlinkTest.class.getClassLoader(),
        false,
        false);
  }

  @AfterEach
  void leave() {
    ContextEnvironment.unsetAsContext();
  }

  private static String refusal() {
    return String.valueOf(assertThrows(UsageException.class, SurroundingFlink::check).getMessage());
  }

  @Test
  void isNotThereWhereTheProgramWasStartedByItself() {
    SurroundingFlink.check();

    assertThat(SurroundingFlink.isThere(), is(false));
    assertThat(SurroundingFlink.outlivesProgram(), is(false));
  }

  @Test
  void runsWhereFlinkWaitsForTheJob() {
    surroundWith(CLIENT, "high-availability.type", "zookeeper");
    SurroundingFlink.check();
    surroundWith(APPLICATION);
    SurroundingFlink.check();

    assertThat(SurroundingFlink.isThere(), is(true));
  }

  @Test
  void refusesAJobThatNobodyWaitsFor() {
    surroundWith(CLIENT, "execution.attached", "false");

    assertThat(refusal(), containsString("leave -d out"));
  }

  @Test
  void refusesAJobManagerThatTakesUpAnEarlierJob() {
    surroundWith(APPLICATION, "high-availability.type", "zookeeper");

    assertThat(refusal(), containsString("take high-availability.type out"));
  }

  @Test
  void letsAJobManagerGoOnThatIsToldTo() {
    surroundWith(APPLICATION);
    assertThat(SurroundingFlink.outlivesProgram(), is(false));
    surroundWith(APPLICATION, "execution.shutdown-on-application-finish", "false");
    assertThat(SurroundingFlink.outlivesProgram(), is(true));
    surroundWith(CLIENT, "execution.shutdown-on-application-finish", "false");
    assertThat(SurroundingFlink.outlivesProgram(), is(false));
  }
}
