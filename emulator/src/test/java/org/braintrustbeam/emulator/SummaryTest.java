package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What experiments amount to, and how they compare. */
class SummaryTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "k");
  private String project = "";
  private String before = "";
  private String after = "";

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @BeforeEach
  void writeTwoExperiments(TestInfo test) {
    project = client.project(test.getDisplayName() + " & co");
    before = client.experiment(project, "exp one");
    after = client.experiment(project, "exp two");
    write(before, "b1", "{\"q\":1,\"r\":0}", "0.5", 10, 12, 100);
    write(before, "b2", "\"two\"", "1", 10, 11, 100);
    write(before, "b3", "\"only before\"", "0", 10, 11, 100);
    write(after, "a1", "{\"r\": 0.0,\"q\": 1}", "1", 10, 11, 100);
    write(after, "a2", "\"two\"", "0.25", 10, 13, 50);
    write(after, "a3", "\"two\"", "0.75", 10, 11, 50);
  }

  /** A case as the SDKs write it: the score is on a span of its own, the tokens on another. */
  private void write(
      String experiment, String id, String input, String score, int start, int end, int tokens) {
    client.insert(
        "experiment",
        experiment,
        """
        {"id":"%1$s","span_id":"%1$s","root_span_id":"%1$s","input":%2$s,
         "span_attributes":{"type":"eval"},"metrics":{"start":%4$d,"end":%5$d},"scores":{"Fast":1}},
        {"id":"%1$s-l","span_id":"%1$s-l","root_span_id":"%1$s","span_parents":["%1$s"],
         "span_attributes":{"type":"llm"},"metrics":{"start":10,"end":10.5,"prompt_tokens":%6$d}},
        {"id":"%1$s-s","span_id":"%1$s-s","root_span_id":"%1$s","span_parents":["%1$s"],
         "span_attributes":{"type":"score","purpose":"scorer"},"scores":{"Exact":%3$s},
         "metrics":{"prompt_tokens":7777}}
        """
            .formatted(id, input, score, start, end, tokens));
  }

  @Test
  void scoresAreMeansOverTheTracesAndCasesAreMatchedByTheirInput() {
    JsonNode summary = summarize("?summarize_scores=true");

    assertThat(summary.path("comparison_experiment_name").asText(), equalTo("exp one"));
    assertThat(
        summary.path("scores").path("Exact").toString(),
        equalTo(
            "{\"name\":\"Exact\",\"score\":0.6666667,\"diff\":0.1666667,"
                + "\"improvements\":1,\"regressions\":1}"));
    assertThat(
        summary.path("scores").path("Fast").toString(),
        equalTo("{\"name\":\"Fast\",\"score\":1,\"diff\":0,\"improvements\":0,\"regressions\":0}"));
  }

  @Test
  void ofMetricsLessIsBetterAndScorersDoNotCount() {
    JsonNode metrics = summarize("?summarize_scores=true").path("metrics");

    JsonNode tokens = metrics.path("prompt_tokens");
    assertThat(tokens.path("unit").asText(), equalTo("tok"));
    assertThat(tokens.path("metric").asText(), equalTo("66.66667"));
    assertThat(tokens.path("improvements").asInt(), is(1));
    assertThat(tokens.path("regressions").asInt(), is(0));
    JsonNode duration = metrics.path("duration");
    assertThat(duration.path("unit").asText(), equalTo("s"));
    assertThat(duration.path("metric").asText(), equalTo("1.666667"));
    assertThat(duration.path("improvements").asInt(), is(1));
    assertThat(duration.path("regressions").asInt(), is(1));
    assertThat(metrics.path("llm_duration").path("metric").asText(), equalTo("0.5"));
    assertThat(metrics.path("llm_calls").path("metric").asInt(), is(1));
    assertThat(metrics.has("start"), is(false));
  }

  @Test
  void withoutScoresThereAreOnlyNamesAndAddresses() {
    JsonNode summary = summarize("");

    assertThat(summary.size(), is(4));
    assertThat(summary.path("experiment_name").asText(), equalTo("exp two"));
    assertThat(
        summary.path("experiment_url").asText(),
        containsString("%20%26%20co/experiments/exp%20two"));
  }

  @Test
  void theBaseIsTheOneAskedForElseTheOneNamedElseTheMostRecent() {
    String newest = client.experiment(project, "newest");
    assertThat(comparedWith(""), equalTo("newest"));

    client.patch("/v1/experiment/" + after, "{\"base_exp_id\":\"" + before + "\"}");
    assertThat(comparedWith(""), equalTo("exp one"));
    assertThat(comparedWith("&comparison_experiment_id=" + newest), equalTo("newest"));
    assertThat(
        client
            .get(
                "/v1/experiment/"
                    + after
                    + "/summarize?summarize_scores=true"
                    + "&comparison_experiment_id=nope")
            .status(),
        is(400));
  }

  @Test
  void theProjectSaysByWhatCasesAreMatched() {
    client.patch("/v1/project/" + project, "{\"settings\":{\"comparison_key\":\"input.q\"}}");
    JsonNode exact = summarize("?summarize_scores=true").path("scores").path("Exact");
    assertThat(exact.path("improvements").asInt(), is(1));
    assertThat(exact.path("regressions").asInt(), is(0)); // texts have no q: all three are one case

    client.patch("/v1/project/" + project, "{\"settings\":{\"comparison_key\":\"lower(input)\"}}");
    assertThat(
        client.get("/v1/experiment/" + after + "/summarize?summarize_scores=true").body(),
        containsString("comparison_key"));
  }

  @Test
  void theRouteOfTheSdksComparesOnlyWithWhatItNames() {
    String path = "/experiment-comparison2?experiment_id=" + after;
    JsonNode alone = client.get(path).json();
    JsonNode compared = client.get(path + "&base_experiment_id=" + before).json();

    assertThat(alone.path("scores").path("Exact").has("diff"), is(false));
    assertThat(alone.path("scores").path("Exact").path("improvements").asInt(), is(0));
    assertThat(compared.path("scores").path("Exact").path("regressions").asInt(), is(1));
    assertThat(compared.path("metrics").has("duration"), is(true));
    assertThat(client.get("/experiment-comparison2").status(), is(400));
  }

  @Test
  void aQuerySaysTheSameOfATraceAsTheComparison() {
    String alone = client.experiment(project, "alone");
    write(alone, "r", "1", "0.5", 10, 12, 100);
    client.insert(
        "experiment",
        alone,
        "{\"id\":\"t\",\"span_id\":\"t\",\"root_span_id\":\"r\",\"span_parents\":[\"r\"],"
            + "\"scores\":{\"Exact\":0.75},\"metrics\":{\"start\":1,\"end\":4.5,\"tokens\":8},"
            + "\"error\":\"late\"}");

    JsonNode row =
        client.sql("SELECT * FROM experiment('" + alone + "', shape => 'summary')").rows().get(0);
    JsonNode compared = client.get("/experiment-comparison2?experiment_id=" + alone).json();
    assertThat(row.path("metrics").path("total_tokens").asInt(), is(108));
    assertThat(row.path("metrics").path("duration").asText(), equalTo("3.5"));
    assertThat(row.path("metrics").path("errors").asInt(), is(1));
    for (String metric : List.of("prompt_tokens", "total_tokens", "duration", "errors")) {
      assertThat(
          compared.path("metrics").path(metric).path("metric"),
          equalTo(row.path("metrics").path(metric)));
    }
    for (String score : List.of("Exact", "Fast")) {
      assertThat(
          compared.path("scores").path(score).path("score"),
          equalTo(row.path("scores").path(score)));
    }
  }

  @Test
  void aDatasetTellsItsSize() {
    String dataset = client.dataset(project, "d/1");
    client.insert("dataset", dataset, "{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}");
    client.insert("dataset", dataset, "{\"id\":\"a\",\"_object_delete\":true}");
    String path = "/v1/dataset/" + dataset + "/summarize";

    JsonNode summary = client.get(path + "?summarize_data=true").json();
    assertThat(summary.path("data_summary").path("total_records").asInt(), is(2));
    assertThat(summary.path("dataset_url").asText(), containsString("/datasets/d%2F1"));
    assertThat(client.get(path).json().has("data_summary"), is(false));
    assertThat(client.get(path + "?summarize_data=yes").status(), is(400));
    assertThat(
        client.get("/dataset-summary?dataset_id=" + dataset).body(),
        equalTo("{\"total_records\":2}"));
  }

  @Test
  void aNumberThatNoSumCouldHoldIsNamed() {
    client.insert("experiment", after, "{\"id\":\"x\",\"metrics\":{\"m\":1e999999999}}");

    assertThat(
        client.get("/experiment-comparison2?experiment_id=" + after).body(),
        containsString("1e999999999"));
  }

  private JsonNode summarize(String query) {
    return client.get("/v1/experiment/" + after + "/summarize" + query).json();
  }

  private String comparedWith(String query) {
    return summarize("?summarize_scores=true" + query).path("comparison_experiment_name").asText();
  }
}
