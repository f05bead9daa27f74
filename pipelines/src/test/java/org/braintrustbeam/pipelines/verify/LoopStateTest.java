package org.braintrustbeam.pipelines.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopStateTest {
  private static final LoopGoal GOAL = new LoopGoal("p", "be \"good\"", null);
  private static final LoopGoal OTHER = new LoopGoal("p", "be \"good\"", "Quality");

  @TempDir private Path folder;

  private static Loop loop(String experiment) {
    return new Loop(experiment, "b", "unmoved", "2026-06-01T00:00:00Z");
  }

  private String file() {
    return folder.resolve("state.json").toString();
  }

  private LoopState kept(LoopState state) throws IOException {
    Handoff.write(file(), state::writeTo);
    return LoopState.read(file());
  }

  @Test
  void isEmptyWhereThereIsNoFile() {
    assertThat(LoopState.read(file()).loopOf(GOAL, "e1"), is(1));
  }

  @Test
  void countsExperimentsOfOneGoalOverRuns() throws IOException {
    LoopState state = LoopState.empty();
    state.add(GOAL, loop("e1"), 3);
    state = kept(state);
    state.add(GOAL, loop("e2"), 3);
    state.add(OTHER, new Loop("e9", null, "errors", "t"), 3);
    state = kept(state);

    assertThat(state.loopOf(GOAL, "e3"), is(3));
    assertThat(state.loopOf(OTHER, "e3"), is(2));
    assertThat(state.loops(GOAL), contains(loop("e1"), loop("e2")));
  }

  @Test
  void countsAnExperimentThatIsVerifiedAgainOnce() throws IOException {
    LoopState state = LoopState.empty();
    state.add(GOAL, loop("e1"), 3);
    state.add(GOAL, loop("e2"), 3);
    state.add(GOAL, loop("e1"), 3);

    assertThat(kept(state).loops(GOAL), contains(loop("e1"), loop("e2")));
    assertThat(state.loopOf(GOAL, "e1"), is(1));
  }

  @Test
  void keepsTheLastSoMany() throws IOException {
    LoopState state = LoopState.empty();
    List.of("e1", "e2", "e3", "e4").forEach(id -> state.add(GOAL, loop(id), 3));

    assertThat(kept(state).loops(GOAL), contains(loop("e2"), loop("e3"), loop("e4")));
  }

  @Test
  void forgetsARowThatHasEnded() throws IOException {
    LoopState state = LoopState.empty();
    state.add(GOAL, loop("e1"), 3);
    state.end(GOAL);

    assertThat(kept(state).loops(GOAL), empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{\"version\":2,\"goals\":[]}",
        "{\"version\":1",
        "{\"version\":1}",
        "{\"version\":1,\"goals\":{}}",
        "{\"version\":1,\"goals\":[{\"goal\":\"g\",\"loops\":[]}]}",
        "{\"version\":1,\"goals\":[{\"project_id\":\"p\",\"goal\":\"g\"}]}",
        "{\"version\":1,\"goals\":[{\"project_id\":\"p\",\"goal\":\"g\",\"loops\":[{}]}]}"
      })
  void refusesAFileThatIsNotItsOwn(String content) throws IOException {
    Files.writeString(Path.of(file()), content);

    UsageException refused = assertThrows(UsageException.class, () -> LoopState.read(file()));

    assertThat(refused.getMessage(), containsString(file() + ": not written by this command"));
  }

  @Test
  void saysWhatCannotBeRead() {
    UsageException refused =
        assertThrows(UsageException.class, () -> LoopState.read(folder.toString()));

    assertThat(refused.getMessage(), containsString("--state " + folder));
  }

  @Test
  void isReadableByOthers() throws IOException {
    LoopState state = LoopState.empty();
    state.add(OTHER, loop("e1"), 3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.writeTo(out);

    assertThat(
        out.toString(UTF_8),
        is(
            """
            {
              "version": 1,
              "goals": [
                {
                  "project_id": "p",
                  "goal": "be \\"good\\"",
                  "score": "Quality",
                  "loops": [
                    {
                      "experiment": "e1",
                      "baseline": "b",
                      "route": "unmoved",
                      "timestamp": "2026-06-01T00:00:00Z"
                    }
                  ]
                }
              ]
            }
            """));
  }
}
