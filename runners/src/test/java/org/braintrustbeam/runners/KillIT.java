package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle, and the same command again. Short as it is here; the long form, 20
 * kills over 20,000 rows, is {@code -Dkill.times=20 -Dkill.rows=20000}. What it did it prints, with
 * the seed for {@code -Dkill.seed}.
 */
class KillIT {
  private static final int TIMES = Integer.getInteger("kill.times", 3);
  private static final int ROWS = Integer.getInteger("kill.rows", 2_000);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

  @TempDir private static Path folder;
  private static OwnEmulator server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = OwnEmulator.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void check(String name, KillScenario.Data data)
      throws IOException, InterruptedException {
    System.out.printf("%s: %d rows, seed %d%n", name, ROWS, SEED);
    List<Long> written = new KillScenario(folder, server, SEED, ROWS).run(name, data, TIMES);
    System.out.printf("%s: rows written before each kill: %s%n", name, written);
    assertThat(written, hasSize(TIMES));
    for (int i = 0; i < TIMES; i += 2) { // those that wait for a write
      assertThat(written.get(i), allOf(greaterThan(0L), lessThan((long) ROWS)));
    }
  }

  @Test
  void syncDatasetsEndsWhereAnUndisturbedRunEnds() throws IOException, InterruptedException {
    check("sync", KillIT::twoDatasets);
  }

  @Test
  void updateDatasetEndsWhereAnUndisturbedRunEnds() throws IOException, InterruptedException {
    check("update", KillIT::correctedExperiment);
  }

  private static String project(String name) throws IOException, InterruptedException {
    return server.create("project", "{\"name\":\"" + name + "\"}");
  }

  private static String object(String kind, String project, String name)
      throws IOException, InterruptedException {
    return server.create(kind, "{\"project_id\":\"%s\",\"name\":\"%s\"}".formatted(project, name));
  }

  private static KillScenario.Copy twoDatasets(OwnEmulator to, String name, int rows)
      throws IOException, InterruptedException {
    String project = project(name);
    String old = object("dataset", project, "old");
    String fresh = object("dataset", project, "new");
    for (String dataset : List.of(old, fresh)) {
      String created = dataset.equals(old) ? "2026-01-01" : "2026-02-01";
      to.send(
          "/v1/dataset/" + dataset + "/insert",
          "events",
          rows,
          i ->
              "{\"id\":\"r%d\",\"input\":{\"q\":%d},\"expected\":\"%s\",\"tags\":[\"keep\"],"
                      .formatted(i, i, created)
                  + "\"created\":\"%sT00:00:00Z\"}".formatted(created));
    }
    return new KillScenario.Copy(
        List.of("sync-datasets", old, fresh, "--apply"), List.of(old, fresh));
  }

  private static KillScenario.Copy correctedExperiment(OwnEmulator to, String name, int rows)
      throws IOException, InterruptedException {
    String project = project(name);
    String gold = object("dataset", project, "gold");
    String experiment = object("experiment", project, "exp");
    to.send(
        "/v1/dataset/" + gold + "/insert",
        "events",
        rows,
        i ->
            "{\"id\":\"r%d\",\"input\":%d,\"expected\":\"a\",\"tags\":[\"keep\"]}".formatted(i, i));
    Map<String, RawJson> records = to.rows("dataset", gold, "_xact_id");
    to.send(
        "/v1/experiment/" + experiment + "/insert",
        "events",
        rows,
        i ->
            "{\"id\":\"c%d\",\"span_id\":\"c%d\",\"root_span_id\":\"c%d\",\"input\":%d,"
                    .formatted(i, i, i, i)
                + "\"expected\":\"a\",\"origin\":{\"object_type\":\"dataset\",\"object_id\":\"%s\","
                    .formatted(gold)
                + "\"id\":\"r%d\",\"_xact_id\":%s}}"
                    .formatted(i, records.getOrDefault("r" + i, RawJson.NULL).field("_xact_id")));
    to.send(
        "/v1/experiment/" + experiment + "/feedback",
        "feedback",
        rows,
        i -> "{\"id\":\"c%d\",\"source\":\"app\",\"expected\":\"b%d\"}".formatted(i, i));
    return new KillScenario.Copy(List.of("update-dataset", experiment), List.of(gold));
  }
}
