package org.braintrustbeam.pipelines.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.braintrustbeam.pipelines.command.RunFolder.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:07.9Z");
  private static final Map<String, String> SETTINGS = Map.of("limit", "5");

  @TempDir private Path folder;

  private String root() {
    return folder.resolve("a/b").toString();
  }

  @Test
  void isNamedByTheTimeAndSharedByNoTwoRuns() throws IOException {
    assertThat(RunFolder.begin(root(), NOW).id(), is("20260601T120007Z"));
    assertThat(RunFolder.begin(root() + "/", NOW).path(), is(root() + "/20260601T120008Z"));
  }

  @Test
  void knowsWhatWasPinned() throws IOException {
    Map<String, String> pinned = Map.of("first", "2026-05-01T00:00:00Z");
    RunFolder run = RunFolder.begin(root(), NOW);
    run.keep(new State(SETTINGS, pinned));

    RunFolder resumed = RunFolder.resume(root(), run.id());

    assertThat(resumed, is(run));
    assertThat(resumed.pinned(SETTINGS), is(pinned));
  }

  @Test
  void keepsTextsInTheOrderOfTheirNames() throws IOException {
    RunFolder run = RunFolder.begin(root(), NOW);
    Map<String, String> pinned = new LinkedHashMap<>();
    pinned.put("last", "2");
    pinned.put("first", "1");

    run.keep(new State(SETTINGS, pinned));

    assertThat(
        Files.readString(Path.of(run.file("run.json"))),
        containsString("{\"first\":\"1\",\"last\":\"2\"}"));
  }

  @Test
  void goesOnWithTheSameSettingsOnly() throws IOException {
    RunFolder run = RunFolder.begin(root(), NOW);
    run.keep(new State(SETTINGS, Map.of()));

    UsageException e = assertThrows(UsageException.class, () -> run.pinned(Map.of("limit", "6")));

    assertThat(e.getMessage(), allOf(containsString("limit '5'"), containsString("not '6'")));
  }

  @Test
  void aRunThatNeverBeganCannotBeResumed() {
    assertThrows(UsageException.class, () -> RunFolder.resume(root(), "20260601T120007Z"));
    assertThrows(UsageException.class, () -> RunFolder.resume(root(), "../elsewhere"));
  }
}
