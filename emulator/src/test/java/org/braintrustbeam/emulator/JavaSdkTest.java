package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braintrust.Braintrust;
import dev.braintrust.config.BraintrustConfig;
import dev.braintrust.eval.Dataset;
import dev.braintrust.eval.DatasetBrainstoreImpl;
import dev.braintrust.eval.DatasetCase;
import dev.braintrust.eval.Scorer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The official Java SDK, unchanged, against the emulator. */
class JavaSdkTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk-test");
  private final Braintrust sdk =
      Braintrust.of(
          BraintrustConfig.builder()
              .apiKey("sk-test")
              .apiUrl(EMULATOR.url())
              .appUrl(EMULATOR.url())
              .defaultProjectName("sdk")
              .build());

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void readsADatasetPageByPageAtTheVersionItStartedWith() {
    String dataset = client.dataset(client.project("sdk"), "big");
    String rows =
        IntStream.range(0, 1_100)
            .mapToObj(i -> "{\"id\":\"r" + i + "\",\"input\":" + i + ",\"expected\":" + i + "}")
            .collect(Collectors.joining(","));
    client.insert("dataset", dataset, rows);

    Set<Object> inputs = new HashSet<>();
    Dataset<Object, Object> big = sdk.fetchDataset("big");
    try (Dataset.Cursor<DatasetCase<Object, Object>> cursor = big.openCursor()) {
      client.insert("dataset", dataset, "{\"id\":\"late\",\"input\":\"late\"}");
      cursor.forEach(each -> inputs.add(each.input()));
    }

    assertThat(inputs, equalTo(IntStream.range(0, 1_100).boxed().collect(Collectors.toSet())));
  }

  @Test
  void readsAnOlderVersionWhenAskedTo() {
    String dataset = client.dataset(client.project("sdk"), "pinned");
    client.insert("dataset", dataset, "{\"id\":\"a\",\"input\":1,\"expected\":\"old\"}");
    String version =
        client.get("/v1/dataset/" + dataset + "/fetch").rows().get(0).path("_xact_id").asText();
    client.insert("dataset", dataset, "{\"id\":\"a\",\"input\":1,\"expected\":\"new\"}");

    List<Object> expected = new ArrayList<>();
    new DatasetBrainstoreImpl<Object, Object>(sdk.openApiClient(), dataset, version)
        .forEach(each -> expected.add(each.expected()));

    assertThat(expected, equalTo(List.of("old")));
  }

  @Test
  void writesAnEvalThatReadsBackAsATraceForEachCase() {
    String dataset = client.dataset(client.project("sdk"), "sums");
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"one\",\"input\":\"1+1\",\"expected\":\"2\",\"tags\":[\"easy\"]},"
            + "{\"id\":\"two\",\"input\":\"9*9\",\"expected\":\"80\"}");
    OpenTelemetry telemetry = sdk.openTelemetryCreate(false);
    Dataset<String, String> sums = sdk.fetchDataset("sums");
    sdk.<String, String>evalBuilder()
        .name("java-eval")
        .tracer(telemetry.getTracer("test"))
        .dataset(sums)
        .taskFunction(input -> input.equals("1+1") ? "2" : "81")
        .scorers(Scorer.of("exact", (expected, result) -> expected.equals(result) ? 1.0 : 0.0))
        .build()
        .run();
    ((OpenTelemetrySdk) telemetry).getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);

    JsonNode experiment =
        client.get("/v1/experiment?experiment_name=java-eval").json().path("objects").path(0);
    List<JsonNode> spans =
        client.get("/v1/experiment/" + experiment.path("id").asText() + "/fetch?limit=1000").rows();
    assertThat(experiment.path("dataset_id").asText(), equalTo(dataset));
    assertThat(spans, hasSize(6));
    JsonNode root = root(spans, "1+1");
    assertThat(root.path("expected").asText(), equalTo("2"));
    assertThat(root.path("output").toString(), equalTo("{\"output\":\"2\"}"));
    assertThat(root.path("tags").toString(), equalTo("[\"easy\"]"));
    assertThat(root.path("origin").path("id").asText(), equalTo("one"));
    assertThat(root.path("span_attributes").path("type").asText(), equalTo("eval"));
    assertThat(root.path("span_attributes").path("name").asText(), equalTo("eval"));
    assertThat(root.path("metrics").path("end").isNumber(), is(true));
    assertThat(scores(spans, root), equalTo(Map.of("exact", 1.0)));
    assertThat(scores(spans, root(spans, "9*9")), equalTo(Map.of("exact", 0.0)));
    assertThat(
        children(spans, root).stream()
            .map(span -> span.path("span_attributes").path("name").asText())
            .toList(),
        containsInAnyOrder("task", "exact"));
  }

  private static JsonNode root(List<JsonNode> spans, String input) {
    return spans.stream()
        .filter(span -> span.path("is_root").asBoolean())
        .filter(span -> span.path("input").path("input").asText().equals(input))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> children(List<JsonNode> spans, JsonNode root) {
    return spans.stream()
        .filter(span -> span.path("root_span_id").equals(root.path("root_span_id")))
        .filter(span -> span.path("span_parents").path(0).equals(root.path("span_id")))
        .toList();
  }

  private static Map<String, Double> scores(List<JsonNode> spans, JsonNode root) {
    return children(spans, root).stream()
        .filter(span -> span.path("span_attributes").path("type").asText().equals("score"))
        .collect(
            Collectors.toMap(
                span -> span.path("scores").fieldNames().next(),
                span -> span.path("scores").iterator().next().asDouble()));
  }
}
