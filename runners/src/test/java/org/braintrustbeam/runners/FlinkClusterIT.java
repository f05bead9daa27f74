package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.apache.flink.client.program.ContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.braintrustbeam.runners.local.LocalServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against a cluster's REST port; the cluster is in this process, with the classes at hand. */
class FlinkClusterIT {
  private static final String KEY = "sk-marker-0123456789abcdef";

  @TempDir private static Path flinkFolder;
  @TempDir private Path folder;
  private static OwnCluster cluster;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    cluster = OwnCluster.start(flinkFolder);
    address = cluster.address();
    System.setProperty(OwnCluster.JARS, cluster.jars());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(OwnCluster.JARS);
    cluster.close();
  }

  private record Said(int code, String out, String err) {}

  private static Said type(String... args) {
    return type(new ByteArrayOutputStream(), args);
  }

  private static Said type(ByteArrayOutputStream err, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Main.run(Map.of("BRAINTRUST_API_KEY", KEY), out, err, args);
    return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static String[] fetch(String url, String... more) {
    List<String> args =
        new ArrayList<>(List.of("fetch", "prompt-v2", "--project", "airline-support"));
    args.addAll(List.of("--api-url", url, "--app-url", url));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @Test
  void givesTheResultOfTheDirectRunnerAndShowsTheKeyNowhere() throws Exception {
    Queue<String> logged = new ConcurrentLinkedQueue<>();
    try (LocalServer server = LocalServer.withDemoData()) {
      Said direct = type(fetch(server.url(), "--runner", "direct"));
      Said onCluster =
          type(
              new ListeningErr(logged),
              fetch(server.url(), "--runner", "flink", "--flink-master", address));

      assertThat(
          onCluster.err(),
          is(
              "warning: the cluster at "
                  + address
                  + " has no restart strategy: a lost TaskManager ends the run"
                  + " (restart-strategy.type in its configuration)\n"));
      assertThat(onCluster.out(), is(direct.out()));
      assertThat(onCluster.code(), is(0));
    }
    assertThat(logged.size(), greaterThan(100));
    assertThat(logged.stream().filter(line -> line.contains(KEY)).toList(), is(empty()));
    assertThat(KeySearch.pages(cluster, KEY), is(empty()));
    assertThat(KeySearch.files(flinkFolder, KEY), is(empty()));
  }

  /** As in {@code flink run}: Flink's client started the program, and submits for it. */
  @Test
  void submitsThroughTheFlinkThatRunsTheProgram() throws IOException {
    Configuration client = new Configuration();
    client.setString("execution.target", "remote");
    client.setString("execution.attached", "true");
    client.setString("rest.address", address.replaceFirst(":.*", ""));
    client.setString("rest.port", address.replaceFirst(".*:", ""));
    ContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(), client, Main.class.getClassLoader(), false, false);
    try (LocalServer server = LocalServer.withDemoData()) {
      Said said = type(fetch(server.url(), "--runner", "flink", "--flink-master", address));

      assertThat(said.code(), is(0));
      assertThat(said.out(), startsWith("["));
    } finally {
      ContextEnvironment.unsetAsContext();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[local]", "cluster"})
  void bringsTheReasonOfAFailedStepHome(String master) {
    Terminal terminal = new Terminal(folder);

    int code =
        terminal.type(
            "fake",
            "pipeline",
            "--quiet",
            "--runner",
            "flink",
            "--flink-master",
            master.equals("cluster") ? address : master);

    assertThat(
        terminal.err().lines().filter(line -> !line.startsWith("warning: the cluster")).toList(),
        is(List.of("error: the service is closed today")));
    assertThat(code, is(1));
  }

  /** It has four; a cluster waits for more for five minutes, unless it is told otherwise. */
  @Test
  void saysThatThereAreNotAsManySlotsAsTheJobTakes() throws Exception {
    Path files = Files.createDirectory(folder.resolve("flink"));
    try (LocalServer server = LocalServer.withDemoData();
        OwnCluster small = OwnCluster.start(files, Map.of("slot.request.timeout", "500"))) {
      String master = small.address();

      Said said =
          type(
              fetch(
                  server.url(),
                  List.of("--runner", "flink", "--flink-master", master, "--parallelism", "5")
                      .toArray(String[]::new)));

      assertThat(
          said.err().lines().filter(line -> !line.startsWith("warning: the cluster")).toList(),
          is(
              List.of(
                  "the cluster at "
                      + master
                      + " has 4 free slots, and the job waits for 5 (--parallelism)",
                  "error: the cluster had fewer free slots than the job takes (--parallelism)"
                      + " until it gave up")));
      assertThat(said.code(), is(1));
    }
  }

  @Test
  void saysThatNobodyAnswersBeforeAnythingIsDone() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type(fake("127.0.0.1:9")), is(1));
    assertThat(
        terminal.err(), startsWith("error: the Flink master at 127.0.0.1:9 does not answer: "));
    assertThat(terminal.err().lines().count(), is(1L));
    assertThat(terminal.seen, is(empty()));
  }

  @Test
  void saysThatSomethingElseAnswers() throws IOException {
    try (MockWebServer other = new MockWebServer()) {
      other.enqueue(new MockResponse.Builder().body("<html>").build());
      other.enqueue(new MockResponse.Builder().body("{\"flink-version\":\"1.20.0\"}").build());
      other.start();
      String master = "127.0.0.1:" + other.getPort();
      Terminal terminal = new Terminal(folder);

      assertThat(terminal.type(fake(master)), is(1));
      assertThat(terminal.err(), startsWith("error: what answers at " + master + " is no Flink"));
      assertThat(terminal.type(fake(master)), is(1));
      assertThat(terminal.err(), containsString("runs Flink 1.20.0; this program works with 1.19"));
    }
  }

  @Test
  void asksForAnOutputThatWorkersOnOtherMachinesShare() {
    Terminal terminal = new Terminal(folder);

    assertThat(terminal.type(fake("cluster.example:8081")), is(2));
    assertThat(
        terminal.err(),
        allOf(startsWith("error: --output FILE is needed"), not(containsString("answer"))));
  }

  private static String[] fake(String master) {
    return new String[] {"fake", "x", "--runner", "flink", "--flink-master", master};
  }

  @Test
  void drawsABarForFlinkInThisProcess() throws IOException {
    try (LocalServer server = LocalServer.withDemoData()) {
      Said said = type(fetch(server.url(), "--runner", "flink", "--progress", "always"));

      assertThat(said.err(), containsString("reading prompt-v2"));
      assertThat(said.err(), containsString("100%"));
    }
  }
}
