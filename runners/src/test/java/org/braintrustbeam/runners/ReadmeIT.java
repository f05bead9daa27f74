package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type works, in a server with the sample data. */
class ReadmeIT {
  private static final String PROGRAM = "./braintrust-beam ";

  @TempDir Path folder;

  @Test
  void itsExamplesRun() throws IOException {
    List<String> examples =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .filter(line -> line.startsWith(PROGRAM) && line.contains("--project"))
            .map(line -> line.substring(PROGRAM.length()))
            .map(line -> line.replace("my-experiment", "prompt-v2"))
            .map(line -> line.replace("my-project", "airline-support"))
            .map(line -> line.contains("embedded") ? line : line + " --api-url embedded")
            .toList();

    assertThat(examples.size(), greaterThan(3));
    for (String example : examples) {
      Terminal terminal =
          new Terminal(folder)
              .with("FACET_OPTIMIZER_OUTPUT_ROOT", folder.toString())
              .with("FLYWHEEL_OUTPUT_DIR", folder.toString())
              .with("FLYWHEEL_OUTPUT_ROOT", folder.toString());

      int code = terminal.type(example.split(" ", -1));

      // 3: a conflict is part of the sample data.
      assertThat(example + terminal.err(), code, oneOf(0, 3));
      assertThat(terminal.err(), not(startsWith("error:")));
    }
  }
}
