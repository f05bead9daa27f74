package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code discover} as it is typed, on both runners. */
@Timeout(120)
class DiscoverRunIT {
  private static final Instant UNTIL = Instant.parse("2026-06-02T00:00:00Z");
  private static final int TRACES = 300;

  @TempDir private Path folder;
  private Emulator emulator;

  /** Every seventh trace is in region r0, and half of those fail. */
  @BeforeEach
  void start() throws Exception {
    emulator = Emulator.builder().start();
    String project = post("/v1/project", "{\"name\":\"shop\"}").field("id").text();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      String created = UNTIL.minusSeconds(60L * (i + 1)).toString();
      events.add(
          """
          {"id":"t%1$d","span_id":"t%1$d","root_span_id":"t%1$d","created":"%2$s",
           "span_attributes":{"name":"chat"},"metadata":{"region":"r%3$d","request":"%1$d"},
           "input":"%1$d","metrics":{"start":0,"end":%1$d.25}}"""
              .formatted(i, created, i % 7));
      events.add(
          """
          {"id":"s%1$d","span_id":"s%1$d","root_span_id":"t%1$d","created":"%2$s",
           "span_parents":["t%1$d"],"span_attributes":{"name":"Exact","type":"score"},
           "scores":{"Exact":%3$s}}"""
              .formatted(i, created, i % 14 == 0 ? "0" : "0.9"));
    }
    post(
        "/v1/project_logs/" + project + "/insert",
        "{\"events\":[" + String.join(",", events) + "]}");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private RawJson post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(emulator.url() + path))
                    .header("Authorization", "Bearer any")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(new String(answer.body(), UTF_8), answer.statusCode(), is(200));
    return RawJson.wrap(answer.body());
  }

  private String discover(String flags) throws IOException {
    Terminal terminal =
        new Terminal(folder)
            .with("BRAINTRUST_API_KEY", "any")
            .with("BRAINTRUST_API_URL", emulator.url())
            .with("BRAINTRUST_APP_URL", emulator.url());
    Path found = folder.resolve("found");
    Path report = folder.resolve("report.html");
    String line =
        "discover --project shop --until %s --output-dir %s --report %s %s"
            .formatted(UNTIL, found, report, flags);

    int code = terminal.type(line.split(" ", -1));

    assertThat(terminal.err(), code, is(0));
    assertThat(terminal.out(), is(Files.readString(found.resolve("findings.md"))));
    return Files.readString(found.resolve("discover.json")) + Files.readString(report);
  }

  @Test
  void findsTheSameOnBothRunners() throws IOException {
    String direct = discover("--runner direct");

    assertThat(direct, containsString("\"failing_count\": 1"));
    assertThat(direct, containsString("<title>shop – Findings in production</title>"));
    for (int parallelism : List.of(1, 4)) {
      assertThat(discover("--runner flink --parallelism " + parallelism), is(direct));
    }
  }
}
