package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on Flink that are stopped in the middle. */
@Timeout(300)
class FlinkStopIT {
  private static final String KEY = "sk-marker-0123456789abcdef";

  @TempDir private static Path flinkFolder;
  private static OwnCluster cluster;
  private static Emulator emulator;
  @TempDir Path folder;

  /** The server is so slow, two rows a second, that a read lasts until it is stopped. */
  @BeforeAll
  static void start() throws Exception {
    cluster = OwnCluster.start(flinkFolder);
    emulator = Emulator.builder().seedDemo(true).latency(Duration.ofMillis(500)).start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    emulator.close();
  }

  @AfterEach
  void forget() {
    ApiKey.use(null);
    emulator.faults().clear(); // and the requests
  }

  private static String[] fetch() {
    return List.of(
            "fetch prompt-v2 --project airline-support --read-mode fetch --limit 1".split(" "),
            new String[] {"--api-url", emulator.url(), "--app-url", emulator.url()},
            new String[] {"--runner", "flink", "--flink-master", cluster.address()})
        .stream()
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  private static String jobOnceItRuns() throws IOException, InterruptedException {
    while (true) {
      for (RawJson job : RawJson.of(cluster.get("/jobs/overview")).field("jobs").elements()) {
        if ("RUNNING".equals(job.field("state").text())) {
          return String.valueOf(job.field("jid").text());
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** By the signal that, unlike that of Ctrl-C, no shell has told its background jobs to ignore. */
  @Test
  void aSignalToTheLauncherCancelsTheJobAndLeavesNoFiles() throws Exception {
    ApiKey.use(KEY); // the workers', which are here
    Map<String, String> environment =
        Map.of(
            ApiKey.VARIABLE,
            KEY,
            "JAVA_TOOL_OPTIONS",
            "-D" + OwnCluster.JARS + "=" + cluster.jars());
    try (Program program = Program.start(folder, environment, fetch())) {
      String job = jobOnceItRuns();
      assertThat(files(program.temporary()), is(not(empty())));

      program.process().destroy();

      assertThat(program.end(), is(128 + 15));
      assertThat(cluster.get("/jobs/" + job), containsString("\"state\":\"CANCELED\""));
      assertThat(files(program.temporary()), is(empty()));
      assertThat(program.err(), not(containsString("error:")));
      assertThat(program.out(), is(""));
    }
  }

  /** Nor of Flink's: its hooks delete what is theirs at the same time. */
  @Test
  void aSignalLeavesNothingOfFlinkInThisProcess() throws Exception {
    String[] line = fetch();
    String[] here = Arrays.copyOf(line, line.length - 2); // --flink-master HOST:PORT
    try (Program program = Program.start(folder, Map.of(ApiKey.VARIABLE, KEY), here)) {
      while (pagesRead() < 2) {
        assertThat(program.err(), program.process().isAlive(), is(true));
        TimeUnit.MILLISECONDS.sleep(50);
      }

      program.process().destroy();

      assertThat(program.end(), is(128 + 15));
      assertThat(program.temporary().toFile().list(), is(emptyArray()));
      assertThat(program.err(), not(containsString("error:")));
    }
  }

  private static long pagesRead() {
    return emulator.faults().requests().entrySet().stream()
        .filter(route -> route.getKey().endsWith("/fetch"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void theLauncherSaysThatSomebodyElseHasCancelledTheJob() throws Exception {
    System.setProperty(OwnCluster.JARS, cluster.jars());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      CompletableFuture<Integer> code =
          CompletableFuture.supplyAsync(
              () ->
                  Main.run(
                      Map.of(ApiKey.VARIABLE, KEY), new ByteArrayOutputStream(), err, fetch()));

      cluster.cancel(jobOnceItRuns());

      assertThat(code.get(), is(1));
    } finally {
      System.clearProperty(OwnCluster.JARS);
    }
    assertThat(
        err.toString(UTF_8).lines().filter(line -> !line.startsWith("warning: ")).toList(),
        is(
            List.of(
                "error: the job was cancelled on the cluster; what was written by then stays:"
                    + " type the command again")));
  }
}
