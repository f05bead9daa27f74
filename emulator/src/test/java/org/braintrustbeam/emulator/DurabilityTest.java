package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is there after a restart, whatever ended the process. */
class DurabilityTest {
  @TempDir private Path folder;

  /** A server in a process of its own; prints its address and waits to be killed. */
  public static void main(String[] args) throws InterruptedException {
    Emulator emulator = Emulator.builder().data(Path.of(args[0])).start();
    System.out.println(emulator.url());
    Thread.sleep(60_000);
  }

  @Test
  void anAnsweredWriteSurvivesTheKillingOfTheProcess() throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DurabilityTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String dataset;
    try (BufferedReader out = server.inputReader()) {
      TestClient client = new TestClient(out.readLine(), "k");
      dataset = client.dataset(client.project("p"), "d");
      client.insert("dataset", dataset, "{\"id\":\"a\"},{\"id\":\"b\"}");
      client.insert("dataset", dataset, "{\"id\":\"a\",\"expected\":7}");
    } finally {
      server.destroyForcibly().waitFor();
    }

    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      List<JsonNode> rows =
          new TestClient(emulator.url(), "k").get("/v1/dataset/" + dataset + "/fetch").rows();
      assertThat(rows, hasSize(3));
      assertThat(rows.get(0).path("expected").toString(), is("7"));
    }
  }

  @Test
  void transactionsGoOnAboveTheLastOneThoughTheClockStandsStill() {
    Clock still = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    String first = writeOne(still, "a");
    String second = writeOne(still, "b");

    assertThat(first, equalTo("1000197266989907968"));
    assertThat(second, equalTo("1000197266989907969"));
    assertThat(writeOne(Clock.offset(still, Duration.ofDays(-9)), "c"), greaterThan(second));
  }

  @Test
  void anEmbeddedServerDoesNotKeepTheProgramUp() {
    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      new TestClient(emulator.url(), "k").get("/ping");

      List<String> keepingUp =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !thread.isDaemon())
              .map(Thread::getName)
              .filter(name -> name.contains("emulator") || name.contains("Scheduler"))
              .toList();
      assertThat(keepingUp, hasSize(0));
    }
  }

  @Test
  void theCallersFolderIsKept() {
    Emulator.builder().data(folder.resolve("mine")).start().close();

    assertThat(Files.exists(folder.resolve("mine")), is(true));
  }

  private String writeOne(Clock clock, String id) {
    try (Emulator emulator = Emulator.builder().data(folder).clock(clock).start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      String dataset = client.dataset(client.project("p"), "d");
      client.insert("dataset", dataset, "{\"id\":\"" + id + "\"}");
      return client
          .get("/v1/dataset/" + dataset + "/fetch")
          .rows()
          .get(0)
          .path("_xact_id")
          .asText();
    }
  }
}
