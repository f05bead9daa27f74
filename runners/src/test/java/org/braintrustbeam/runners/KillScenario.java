package org.braintrustbeam.runners;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;

/**
 * Kills a command in the middle of its writes and runs it again, some times, each on data of its
 * own. After each the data must be what an undisturbed run makes of it.
 *
 * <p>The first of every two kills comes while the service takes its time over the answer to a write
 * that it has made, so that this write is all or part of what was done by then.
 */
final class KillScenario {
  private static final Map<String, String> KEY = Map.of("BRAINTRUST_API_KEY", "any");

  private final Path folder;
  private final OwnEmulator server;
  private final Random random;
  private final int rows;

  KillScenario(Path folder, OwnEmulator server, long seed, int rows) {
    this.folder = folder;
    this.server = server;
    this.random = new Random(seed);
    this.rows = rows;
  }

  /** Data, and the command that changes it. */
  interface Data {
    /** Makes a fresh copy of the data. */
    Copy make(OwnEmulator server, String name, int rows) throws IOException, InterruptedException;
  }

  /**
   * One copy.
   *
   * @param command what to type
   * @param datasets what it changes, by id
   */
  record Copy(List<String> command, List<String> datasets) {}

  /**
   * Does it.
   *
   * @return of each kill, in order, how many rows had been written by then; -1 where it came too
   *     late
   */
  List<Long> run(String name, Data data, int kills) throws IOException, InterruptedException {
    Copy calm = data.make(server, name + "-calm", rows);
    List<Map<String, RawJson>> before = state(calm);
    long start = System.nanoTime();
    finish(calm);
    Duration whole = Duration.ofNanos(System.nanoTime() - start);
    List<Map<String, RawJson>> expected = state(calm);
    if (expected.equals(before)) {
      throw new AssertionError("the undisturbed run of " + name + " changed nothing");
    }
    List<Long> written = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      Copy copy = data.make(server, name + "-" + i, rows);
      boolean killed = i % 2 == 0 ? killWhileWriting(copy) : kill(copy, whole);
      List<Map<String, RawJson>> halfway = state(copy);
      written.add(killed ? different(before, halfway) : -1);
      System.out.printf("%s: kill %d after %d rows%n", name, i + 1, written.get(i));
      finish(copy);
      if (!state(copy).equals(expected)) {
        throw new AssertionError("after kill " + i + " of " + name + " the data is not the same");
      }
    }
    return written;
  }

  /** At any moment. */
  private boolean kill(Copy copy, Duration whole) throws IOException, InterruptedException {
    try (Program program = start(copy)) {
      Thread.sleep((long) (whole.toMillis() * random.nextDouble()));
      return program.kill();
    }
  }

  /** Right after a write: most of the time goes into starting and reading. */
  private boolean killWhileWriting(Copy copy) throws IOException, InterruptedException {
    List<String> before = heads(copy);
    server.setFaults("drip:route=POST /v1/dataset/*/insert,seconds=3");
    try (Program program = start(copy)) {
      while (program.process().isAlive() && heads(copy).equals(before)) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(800));
      return program.kill();
    } finally {
      server.setFaults();
    }
  }

  private List<String> heads(Copy copy) throws IOException, InterruptedException {
    List<String> heads = new ArrayList<>();
    for (String dataset : copy.datasets()) {
      heads.add(server.head(dataset));
    }
    return heads;
  }

  private void finish(Copy copy) throws IOException, InterruptedException {
    try (Program program = start(copy)) {
      int code = program.end();
      if (code != 0) {
        throw new AssertionError("exit code " + code + ": " + program.err());
      }
    }
  }

  private Program start(Copy copy) throws IOException {
    List<String> command = new ArrayList<>(copy.command());
    command.addAll(
        List.of(
            "--request-concurrency", "1", "--api-url", server.url(), "--app-url", server.url()));
    return Program.start(folder, KEY, command.toArray(String[]::new));
  }

  /** What a person cares about of each row of each dataset. */
  private List<Map<String, RawJson>> state(Copy copy) throws IOException, InterruptedException {
    List<Map<String, RawJson>> state = new ArrayList<>();
    for (String dataset : copy.datasets()) {
      Map<String, RawJson> found = server.rows("dataset", dataset, "input, expected, tags");
      found.replaceAll((id, row) -> RawJson.of(content(row)));
      state.add(found);
    }
    return state;
  }

  private static String content(RawJson row) {
    return row.field("input") + " " + row.field("expected") + " " + row.field("tags");
  }

  private static long different(List<Map<String, RawJson>> before, List<Map<String, RawJson>> now) {
    long count = 0;
    for (int i = 0; i < before.size(); i++) {
      Map<String, RawJson> old = before.get(i);
      count +=
          now.get(i).entrySet().stream()
              .filter(row -> !row.getValue().equals(old.get(row.getKey())))
              .count();
    }
    return count;
  }
}
