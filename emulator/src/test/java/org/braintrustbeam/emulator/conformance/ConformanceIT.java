package org.braintrustbeam.emulator.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.Emulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Braintrust's own clients take the emulator for Braintrust: one test a subject, whose steps are
 * printed.
 */
@ExtendWith(WithOfficialClients.class)
class ConformanceIT {
  /** Some steps were run, and all of them. */
  private static final Pattern ALL_PASSED =
      Pattern.compile(
          ".*\\bpass [1-9]\\d*\\s.*\\bfail 0\\s.*\\bskipped 0\\s.*\\btodo 0\\s.*", Pattern.DOTALL);

  private static OfficialClients clients;
  private static Emulator emulator;

  @BeforeAll
  static void start() {
    clients = OfficialClients.installed();
    emulator = Emulator.builder().seedDemo(true).start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  static List<String> subjects() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conformance", "subjects"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .map(name -> name.replace(".mjs", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void everyStepOfTheSubjectPasses(String subject) {
    String steps =
        clients.run(emulator.url(), "sk-conformance", "--test-reporter=spec", "run.mjs", subject);

    System.out.println("== " + subject + "\n" + steps);
    assertThat(steps, matchesPattern(ALL_PASSED));
  }
}
