package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.braintrustbeam.io.files.MemoryFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --output} and {@code --dead-letter} on a file system that Beam knows. */
class RemoteOutputIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"shelf://fetched/", "box://fetched/"})
  void fetchesIntoIt(String place) throws IOException {
    Path plain = folder.resolve("records.jsonl");
    String name = place + "records.jsonl";

    assertThat(fetch(plain.toString()), is(0));
    assertThat(fetch(name), is(0));

    assertThat(MemoryFileSystem.files(place), equalTo(Map.of(name, Files.readString(plain))));
  }

  private int fetch(String output) {
    return new Terminal(folder)
        .type(
            "fetch",
            "prompt-v2",
            "--project",
            "airline-support",
            "--api-url",
            "embedded",
            "--output",
            output);
  }

  @Test
  void leavesNothingBehindWhenTheResultBreaksOffMidway() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "midway", "--output", "shelf://midway-run/r.txt"), is(1));

    assertThat(terminal.err(), containsString("error: the source went away\n"));
    assertThat(MemoryFileSystem.files("shelf://midway-run/"), is(aMapWithSize(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--output", "--dead-letter"})
  void anUnknownSchemeIsRefusedBeforeAnyRequest(String flag) {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type("fake", "x", flag, "attic://a/b"), is(2));

    assertThat(
        terminal.err(),
        startsWith(
            "error: "
                + flag
                + " attic://a/b: no file system for attic:// in this jar, there is: box, file,"
                + " shelf"));
    assertThat(terminal.seen.size(), is(0));
  }
}
