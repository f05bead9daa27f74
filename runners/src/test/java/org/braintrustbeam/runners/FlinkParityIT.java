package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.runners.FaultRun.Ended;
import org.braintrustbeam.runners.FaultRun.Typed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command gives the same bytes on Flink in this process as on the DirectRunner. */
class FlinkParityIT {
  private static final int CASES = 1_000;
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

  @TempDir private static Path folder;
  private static FaultRun template;

  @BeforeAll
  static void makeData() throws Exception {
    try (FaultRun run = FaultRun.empty(folder)) {
      FaultData data = new FaultData(run.emulator().url(), CASES);
      data.write();
      data.disagree();
    }
    template = FaultRun.copyOf(folder, folder);
  }

  @AfterAll
  static void stop() {
    template.close();
  }

  /** What a user, and the next command, can see of a run. */
  private record Seen(
      int code,
      String result,
      String messages,
      List<String> rejected,
      Map<String, JsonNode> content) {}

  private static Seen seen(FaultRun run, Ended ended) throws IOException, InterruptedException {
    String name = ended.deadLetter().toString();
    return new Seen(
        ended.code(),
        ended.result(),
        ended.messages().replace(name, "FILE"),
        ended.rejected(),
        run.content());
  }

  private static String[] on(int parallelism, String... more) {
    List<String> words = new ArrayList<>(List.of("--runner", "flink"));
    words.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  private static String[] direct(String... more) {
    List<String> words = new ArrayList<>(List.of("--runner", "direct"));
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch e --limit 400",
        "fetch e --edited-only",
        "update-dataset e --dry-run",
        "sync-datasets gold twin --json",
        "sync-datasets gold twin --newest-by modified"
      })
  void showsTheSame(String line) throws Exception {
    List<String> command = Arrays.asList(line.split(" "));
    FaultRun run = template.borrowed();
    Seen direct = seen(run, run.type(command, "query", 100, direct()));

    assertThat(direct.messages(), direct.result(), is(not("")));
    for (int parallelism : PARALLELISMS) {
      assertThat(seen(run, run.type(command, "query", 100, on(parallelism))), is(direct));
    }
  }

  /** Of each command that writes, one row that the service refuses, and its replay. */
  @ParameterizedTest
  @CsvSource({"UPDATE, g00006", "SYNC, t00005"})
  void writesAndReplaysTheSame(Typed command, String refused) throws Exception {
    List<Seen> direct = writeAndReplay(command, refused, direct());

    assertThat(direct.get(0).rejected(), hasSize(1));
    assertThat(direct.get(1).content(), is(not(direct.get(0).content())));
    for (int parallelism : PARALLELISMS) {
      assertThat(writeAndReplay(command, refused, on(parallelism)), is(direct));
    }
  }

  private static List<Seen> writeAndReplay(Typed command, String refused, String[] runner)
      throws IOException, InterruptedException {
    try (FaultRun run = FaultRun.copyOf(folder, folder)) {
      run.emulator().faults().set(1, List.of("refused-row:id=" + refused));
      Ended ended = run.type(command, "query", 100, runner);
      Seen first = seen(run, ended); // and without faults from now on
      List<String> words = new ArrayList<>(Arrays.asList(runner));
      words.addAll(List.of("--replay", ended.deadLetter().toString()));
      Ended replayed = run.type(command, "query", 100, words.toArray(String[]::new));
      return List.of(first, named(seen(run, replayed), ended.deadLetter()));
    }
  }

  /** The name of the replayed file is in the result. */
  private static Seen named(Seen seen, Path file) {
    return new Seen(
        seen.code(),
        seen.result().replace(file.toString(), "FILE"),
        seen.messages().replace(file.toString(), "FILE"),
        seen.rejected(),
        seen.content());
  }

  /** A step of ours that changed what it was given, or kept it, would now spoil another's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch e --limit 400",
        "update-dataset e --dry-run",
        "sync-datasets gold twin --json"
      })
  void showsTheSameWhereStepsHandOverObjectsUncopied(String line) throws Exception {
    List<String> command = Arrays.asList(line.split(" "));
    FaultRun run = template.borrowed();

    Seen direct = seen(run, run.type(command, "query", 100, direct()));

    assertThat(
        seen(run, run.type(command, "query", 100, on(2, "--", "--objectReuse=true"))), is(direct));
  }

  /** Ten pages, one after the other, of half a second each. */
  @Test
  void movesTheBarWhileItReads() throws Exception {
    FaultRun run = template.borrowed();
    run.emulator().faults().set(1, List.of("drip:route=/v1/experiment/*/fetch,seconds=0.5"));

    Ended ended =
        run.type(Typed.FETCH, "fetch", 1, on(2, "--limit", "200", "--progress", "always"));

    run.emulator().faults().clear();
    assertThat(ended.messages(), ended.code(), is(0));
    Set<String> shown = new TreeSet<>();
    Matcher counts = Pattern.compile("(\\d+)/\\d+ ").matcher(ended.messages());
    while (counts.find()) {
      shown.add(counts.group(1));
    }
    assertThat(shown, hasSize(greaterThan(2)));
  }

  @Test
  void readsTheOtherWayTheSame() throws Exception {
    FaultRun run = template.borrowed();
    Seen direct = seen(run, run.type(Typed.FETCH, "fetch", 100, direct()));

    assertThat(seen(run, run.type(Typed.FETCH, "fetch", 100, on(2))), is(direct));
  }
}
