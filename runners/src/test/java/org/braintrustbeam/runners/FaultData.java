package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * What the commands work on in the fault suite: 20,000 rows for each, spoken of with a plain HTTP
 * client.
 *
 * <p>An experiment of 10,000 cases with a score span each, run on the dataset {@code gold}; every
 * fifth case was corrected. The dataset {@code twin} has gold's inputs, and for every fifth an
 * older answer. What is to be written is long, so that batches of it are more than a megabyte.
 */
final class FaultData {
  static final String PROJECT = "p";
  static final String EXPERIMENT = "e";
  static final List<String> DATASETS = List.of("gold", "twin");

  /** Just below what the service is said to take for a row. */
  static final int HUGE = 19_500_000;

  /** Of the fault suite. */
  static final int CASES = 10_000;

  private static final int BATCH = 1_000;
  private static final int EVERY = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final int cases;

  FaultData(String url) {
    this(url, CASES);
  }

  /** With so many cases, and records in each dataset: some thousands. */
  FaultData(String url, int cases) {
    this.url = url;
    this.cases = cases;
  }

  private static boolean isCorrected(int i) {
    return i % EVERY == 1;
  }

  private static boolean differs(int i) {
    return i % EVERY == 0;
  }

  private static String answer(String word, int i) {
    return "{\"a\":\"%s %d\",\"why\":\"%s\"}".formatted(word, i, "because ".repeat(180));
  }

  private static String expected(int i) {
    return differs(i) ? answer("answer", i) : "{\"a\":\"answer %d\",\"n\":1.10}".formatted(i);
  }

  /** Writes it all. */
  void write() throws IOException, InterruptedException {
    String project = id(post("/v1/project", "{\"name\":\"" + PROJECT + "\"}"));
    String gold = dataset(project, "gold");
    String twin = dataset(project, "twin");
    insert("dataset", gold, i -> record("g", i, expected(i), "2026-06-01T00:00:00Z"));
    insert("dataset", twin, FaultData::twin);
    String experiment = id(post("/v1/experiment", named(project, EXPERIMENT)));
    Map<String, JsonNode> origins = rows("gold");
    insert("experiment", experiment, i -> testCase(gold, origins, i) + "," + score(i));
    correct(experiment, cases, FaultData::isCorrected, i -> answer("corrected", i));
  }

  private static String twin(int i) {
    return record("t", i, differs(i) ? "\"outdated\"" : expected(i), "2026-05-01T00:00:00Z");
  }

  /** Corrects cases as a person does in the app. */
  private void correct(
      String experiment, int cases, IntPredicate which, IntFunction<String> expected)
      throws IOException, InterruptedException {
    List<String> feedback = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      if (which.test(i)) {
        feedback.add(
            "{\"id\":\"e%05d\",\"source\":\"app\",\"expected\":%s}"
                .formatted(i, expected.apply(i)));
      }
    }
    post(
        "/v1/experiment/" + experiment + "/feedback",
        "{\"feedback\":[" + String.join(",", feedback) + "]}");
  }

  private String dataset(String project, String name) throws IOException, InterruptedException {
    return id(post("/v1/dataset", named(project, name)));
  }

  private static String named(String project, String name) {
    return "{\"project_id\":\"%s\",\"name\":\"%s\"}".formatted(project, name);
  }

  private static String record(String prefix, int i, String expected, String created) {
    return ("{\"id\":\"%s%05d\",\"input\":{\"q\":\"question %d\"},\"expected\":%s,"
            + "\"tags\":[\"keep\"],\"metadata\":{\"split\":\"train\",\"n\":1.10},\"created\":\"%s\"}")
        .formatted(prefix, i, i, expected, created);
  }

  private static String testCase(String gold, Map<String, JsonNode> origins, int i) {
    String id = "g%05d".formatted(i);
    return ("{\"id\":\"e%05d\",\"span_id\":\"e%05d\",\"root_span_id\":\"e%05d\","
            + "\"input\":{\"q\":\"question %d\"},\"output\":\"o\",\"expected\":%s,"
            + "\"origin\":{\"object_type\":\"dataset\",\"object_id\":\"%s\",\"id\":\"%s\","
            + "\"_xact_id\":%s}}")
        .formatted(
            i,
            i,
            i,
            i,
            expected(i),
            gold,
            id,
            Objects.requireNonNull(origins.get(id)).path("_xact_id"));
  }

  private static String score(int i) {
    return ("{\"id\":\"s%05d\",\"span_id\":\"s%05d\",\"root_span_id\":\"e%05d\","
            + "\"span_parents\":[\"e%05d\"],\"span_attributes\":{\"name\":\"Exact\","
            + "\"type\":\"score\"},\"scores\":{\"Exact\":%d}}")
        .formatted(i, i, i, i, i % 2);
  }

  private void insert(String type, String id, IntFunction<String> row)
      throws IOException, InterruptedException {
    for (int start = 0; start < cases; start += BATCH) {
      List<String> events = new ArrayList<>();
      for (int i = start; i < start + BATCH; i++) {
        events.add(row.apply(i));
      }
      post("/v1/" + type + "/" + id + "/insert", "{\"events\":[" + String.join(",", events) + "]}");
    }
  }

  /** Somebody else has a say on some of the records whose cases were corrected. */
  void disagree() throws IOException, InterruptedException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      if (isCorrected(i) && i % 7 == 0) {
        events.add("{\"id\":\"g%05d\",\"_is_merge\":true,\"expected\":\"else\"}".formatted(i));
      }
    }
    post(
        "/v1/dataset/" + datasetId("gold") + "/insert",
        "{\"events\":[" + String.join(",", events) + "]}");
  }

  /** Has both commands that write a row of 20 MB to write: a correction, and a newer answer. */
  void makeHuge() throws IOException, InterruptedException {
    String huge = "\"" + "x".repeat(HUGE) + "\"";
    correct(experiment(), 2, i -> i == 1, i -> huge);
    post(
        "/v1/dataset/" + datasetId("gold") + "/insert",
        "{\"events\":[{\"id\":\"g00000\",\"_is_merge\":true,\"expected\":" + huge + "}]}");
  }

  /** How long a record's expected value is. */
  int bytes(String id) throws IOException, InterruptedException {
    String dataset = datasetId(id.startsWith("g") ? "gold" : "twin");
    JsonNode found =
        post(
            "/btql",
            "{\"query\":\"SELECT expected FROM dataset('%s') WHERE id = '%s'\"}"
                .formatted(dataset, id));
    return found.path("data").path(0).path("expected").toString().length();
  }

  private String datasetId(String name) throws IOException, InterruptedException {
    return id(get("/v1/dataset?dataset_name=" + name).path("objects").get(0));
  }

  /** The id of the experiment. */
  String experiment() throws IOException, InterruptedException {
    return id(get("/v1/experiment?experiment_name=" + EXPERIMENT).path("objects").get(0));
  }

  /** The newest version of each row of a dataset by id; a row that comes twice is an error. */
  Map<String, JsonNode> rows(String dataset) throws IOException, InterruptedException {
    String id = datasetId(dataset);
    Map<String, JsonNode> rows = new TreeMap<>();
    String key = "p";
    while (true) {
      JsonNode page =
          post(
              "/btql",
              "{\"query\":\"SELECT * FROM dataset('%s') WHERE _pagination_key > '%s'"
                      .formatted(id, key)
                  + " ORDER BY _pagination_key LIMIT 1000\"}");
      if (page.path("data").isEmpty()) {
        return rows;
      }
      for (JsonNode row : page.path("data")) {
        if (rows.put(row.path("id").asText(), row) != null) {
          throw new AssertionError("the row comes twice: " + row);
        }
        key = row.path("_pagination_key").asText();
      }
    }
  }

  /**
   * The rows of both datasets as they should be after a run, however often a write was repeated:
   * without the numbers of the transactions.
   */
  Map<String, JsonNode> content() throws IOException, InterruptedException {
    Map<String, JsonNode> content = new TreeMap<>();
    for (String dataset : DATASETS) {
      content.putAll(rows(dataset));
    }
    content.values().forEach(FaultData::forgetTransactions);
    return content;
  }

  private static void forgetTransactions(JsonNode row) {
    ((ObjectNode) row).remove("_xact_id");
    if (row.path("audit_data") instanceof ArrayNode entries) {
      entries.forEach(entry -> ((ObjectNode) entry).remove("_xact_id"));
    }
  }

  private static String id(JsonNode object) {
    return object.path("id").asText();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            request.header("Authorization", "Bearer " + Terminal.KEY).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(new String(answer.body(), UTF_8));
    }
    return JSON.readTree(answer.body());
  }
}
