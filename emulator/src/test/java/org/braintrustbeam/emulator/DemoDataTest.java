package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.demo.DemoData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo project has in it what the tour and the manuals promise. */
class DemoDataTest {
  private static final Emulator EMULATOR = Emulator.builder().seedDemo(true).start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk-test");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void tenRootRowsOfPromptV2WereCorrectedInTheApp() {
    List<JsonNode> edited = edited();

    assertThat(edited, hasSize(10));
    assertThat(
        edited.stream().filter(row -> originObject(row).equals(DemoData.GOLDEN)).toList(),
        hasSize(8));
    assertThat(
        edited.stream().filter(row -> originObject(row).equals(DemoData.REGRESSION)).toList(),
        hasSize(2));
  }

  @Test
  void oneOfTheCorrectionsMeetsARecordThatWasEditedMeanwhile() {
    List<String> conflicting = new ArrayList<>();
    for (JsonNode row : edited()) {
      JsonNode origin = row.path("origin");
      JsonNode record =
          client
              .sql(
                  "SELECT _xact_id, expected FROM dataset('%s') WHERE id = '%s'"
                      .formatted(originObject(row), origin.path("id").asText()))
              .rows()
              .get(0);
      if (!record.path("_xact_id").equals(origin.path("_xact_id"))) {
        assertThat(record.path("expected"), not(equalTo(row.path("expected"))));
        conflicting.add(origin.path("id").asText());
      }
    }

    assertThat(conflicting, equalTo(List.of("regression-033")));
  }

  @Test
  void theFacetSpansLieInTheWindowThatPipelinesLookAt() {
    List<JsonNode> spans =
        client
            .sql(
                "SELECT id, output FROM project_logs('"
                    + DemoData.PROJECT
                    + "') WHERE span_attributes.type = 'llm' AND metadata.model IN"
                    + " ('brain-facet-latest','brain-facet-1') AND created >= NOW() - INTERVAL 7 DAY"
                    + " AND created < NOW() ORDER BY created DESC")
            .rows();
    List<JsonNode> finals =
        client
            .sql(
                "SELECT id, facets FROM project_logs('"
                    + DemoData.PROJECT
                    + "') WHERE facets IS NOT NULL AND is_root")
            .rows();

    assertThat(spans, hasSize(40));
    assertThat(finals, hasSize(12));
  }

  @Test
  void chatsAreScoredInTheWindowThatPipelinesLookAt() {
    List<JsonNode> scored =
        client
            .sql(
                "SELECT root_span_id, scores.Answered AS score FROM project_logs('"
                    + DemoData.PROJECT
                    + "') WHERE scores IS NOT NULL AND created >= NOW() - INTERVAL 7 DAY")
            .rows();

    assertThat(scored, hasSize(15));
    assertThat(
        scored.stream().filter(row -> row.path("score").asDouble() <= 0.5).toList(), hasSize(6));
    assertThat(
        scored.stream().filter(row -> row.path("score").asDouble() >= 0.8).toList(), hasSize(8));
  }

  @Test
  void theDatasetsDisagreeOnTenQuestions() {
    List<JsonNode> golden = all(DemoData.GOLDEN);
    List<JsonNode> regression = all(DemoData.REGRESSION);
    long differing =
        regression.stream()
            .filter(
                row ->
                    golden.stream()
                        .anyMatch(
                            other ->
                                other.path("input").equals(row.path("input"))
                                    && !other.path("expected").equals(row.path("expected"))))
            .count();

    assertThat(golden, hasSize(60));
    assertThat(regression, hasSize(40));
    assertThat(differing, is(10L));
    assertThat(
        golden.stream().mapToInt(row -> row.toString().length()).max().orElse(0),
        greaterThan(50_000));
  }

  @Test
  void scoresSitOnChildSpans() {
    JsonNode answer =
        client
            .sql(
                "SELECT count(1) AS n, avg(scores['Tone ok']) AS tone FROM experiment('"
                    + DemoData.PROMPT_V2
                    + "') WHERE span_attributes.type = 'score' AND NOT is_root")
            .rows()
            .get(0);

    assertThat(answer.path("n").asInt(), is(110));
    assertThat(answer.path("tone").isNumber(), is(true));
  }

  @Test
  void seedingAgainChangesNothing(@TempDir Path folder) {
    String before = seedAndRead(folder);
    String after = seedAndRead(folder);

    assertThat(before, containsString("golden-060"));
    assertThat(after, equalTo(before));
  }

  private static String seedAndRead(Path folder) {
    try (Emulator emulator = Emulator.builder().data(folder).seedDemo(true).start()) {
      return new TestClient(emulator.url(), "k")
          .get("/v1/dataset/" + DemoData.GOLDEN + "/fetch?limit=1000")
          .body();
    }
  }

  private List<JsonNode> edited() {
    return client
        .sql("SELECT * FROM experiment('" + DemoData.PROMPT_V2 + "') WHERE is_root")
        .rows()
        .stream()
        .filter(
            row ->
                row.path("audit_data").size() > 1
                    && row.path("audit_data").get(1).path("source").asText().equals("app"))
        .toList();
  }

  private List<JsonNode> all(String dataset) {
    return client.sql("SELECT * FROM dataset('" + dataset + "')").rows();
  }

  private static String originObject(JsonNode row) {
    return row.path("origin").path("object_id").asText();
  }
}
