package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code curate} as it is typed, on both runners. */
@Timeout(120)
class CurateRunIT {
  private static final int TRACES = 60;
  private static final String KEY = "sk-marker-0123456789abcdef";
  private static final List<Integer> PARALLELISMS = List.of(1, 4);
  private static final String COMMAND =
      "curate --project support --dataset truth --score right --json --failing-limit 9"
          + " --passing-limit 7 --sampling hash --system-context context.md";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Emulator emulator;

  @BeforeEach
  void start() throws Exception {
    emulator = Emulator.builder().start();
    Files.writeString(folder.resolve("context.md"), "An airline's help desk.");
    RawJson project = RawJson.of(post("/v1/project", "{\"name\":\"support\"}"));
    post(
        "/v1/project_logs/" + project.field("id").text() + "/insert",
        "{\"events\":[" + String.join(",", events()) + "]}");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  /** One trace in three asks nearly what all of these ask. */
  private static List<String> events() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(90_000);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      String question =
          i % 3 == 0
              ? "Where is the suitcase that I checked in at Lisbon on Monday noon" + "?".repeat(i)
              : Integer.toString(i * 7_919, 36).repeat(9) + " case " + i;
      events.add(
          """
          {"id":"s%1$d","span_id":"t%1$d","root_span_id":"t%1$d","created":"%2$s",
           "input":{"q":"%3$s"},"output":"x","scores":{"right":%4$s,"other":0}}"""
              .formatted(i, start.plusSeconds(i), question, i % 2 == 0 ? "0.5" : "0.8"));
    }
    return events;
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(emulator.url() + path))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body(), answer.statusCode(), is(200));
    return answer.body();
  }

  private RawJson run(String flags) {
    Terminal terminal =
        new Terminal(folder)
            .with("BRAINTRUST_API_KEY", KEY)
            .with("FACET_OPTIMIZER_GROUND_TRUTH_API_KEY", KEY + "-of-the-model")
            .with("BRAINTRUST_API_URL", emulator.url())
            .with("BRAINTRUST_APP_URL", emulator.url());
    String line =
        COMMAND.replace("context.md", folder.resolve("context.md").toString())
            + " --output-root "
            + folder.resolve("runs")
            + flags;
    int code = terminal.type(Arrays.stream(line.split(" ")).toArray(String[]::new));
    assertThat(terminal.err(), code, is(0));
    assertThat(terminal.out() + terminal.err(), not(containsString(KEY)));
    return RawJson.wrap(terminal.out().getBytes(UTF_8));
  }

  /** The files of a run; what tells one run from another is left out. */
  private static Map<String, String> files(RawJson result) throws IOException {
    Path run = Path.of(String.valueOf(result.field("run_dir").text()));
    String id = String.valueOf(result.field("run_id").text());
    Map<String, String> files = new TreeMap<>();
    for (String name : List.of("review.jsonl", "duplicates.jsonl", "summary.json")) {
      files.put(name, Files.readString(run.resolve(name)).replace(id, "RUN"));
    }
    return files;
  }

  @Test
  void leavesTheSameBytesOnBothRunnersAndWritesOnce() throws IOException {
    RawJson first = run(" --label --runner direct");
    Map<String, String> direct = files(first);

    assertThat(first.field("bucket_counts").fields().toString(), is("{failing=9, passing=7}"));
    assertThat(first.field("labels").field("bought"), is(first.field("selected")));
    assertThat(number(first, "near_duplicates"), is(greaterThan(10)));
    for (int parallelism : PARALLELISMS) {
      assertThat(files(run(" --label --runner flink --parallelism " + parallelism)), is(direct));
    }

    RawJson written =
        run(" --execute --runner flink --parallelism 2 --resume " + first.field("run_id").text());
    RawJson again = run(" --execute --runner direct");

    assertThat(written.field("labels").field("bought").toString(), is("0"));
    assertThat(number(written, "written"), is(number(first, "selected")));
    assertThat(number(again, "written"), is(0));
    assertThat(number(again, "unchanged"), is(number(first, "selected")));
    assertThat(files(written).get("review.jsonl"), is(direct.get("review.jsonl")));
    assertThat(KeySearch.files(folder, KEY), is(empty()));
  }

  private static int number(RawJson result, String field) {
    return Integer.parseInt(result.field(field).toString());
  }
}
