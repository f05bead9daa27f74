package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Rows over HTTP: written, merged, deleted, and read back page by page. */
class RowsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk-test");
  private String dataset = "";

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @BeforeEach
  void makeDataset(TestInfo test) {
    dataset = client.dataset(client.project("rows"), test.getDisplayName());
  }

  @Test
  void anInsertedRowComesBackWithTheFieldsOfADatasetRow() {
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"input\":{\"q\":1},\"tags\":[\"a\"]}");

    JsonNode row = newest("r1");

    assertThat(row.path("dataset_id").asText(), equalTo(dataset));
    assertThat(row.path("is_root").asBoolean(), is(true));
    assertThat(row.path("span_id"), equalTo(row.path("root_span_id")));
    assertThat(
        row.path("audit_data").get(0).path("audit_data").path("action").asText(), is("upsert"));
    assertThat(row.path("audit_data").get(0).path("source").asText(), is("api"));
    assertThat(row.get("comments").isNull(), is(true));
  }

  @Test
  void numbersKeyOrderAndUnknownFieldsSurviveToTheLetter() {
    String input = "{\"z\":9007199254740993,\"a\":[1.10,1e400,-0.0,1E5],\"é\":\"\\u00e9\"}";
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"input\":" + input + ",\"mine\":1.50}");

    assertThat(client.get(fetch("")).body(), containsString("\"input\":" + input));
    assertThat(
        client.sql("SELECT * FROM dataset('" + dataset + "')").body(),
        containsString("\"mine\":1.50"));
    assertThat(
        client.sql("SELECT input FROM dataset('" + dataset + "')").body(),
        containsString("{\"input\":" + input + "}"));
  }

  @Test
  void aMergeKeepsWhatItDoesNotNameAndAuditsWhatItChanged() {
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"r1\",\"expected\":{\"a\":1,\"b\":2},\"metadata\":{\"m\":1},\"tags\":[\"x\"]}");
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"r1\",\"_is_merge\":true,\"expected\":{\"b\":3},\"metadata\":{\"m\": 1},"
            + "\"tags\":[\"y\",\"x\"]}");

    JsonNode row = newest("r1");

    assertThat(row.path("expected").toString(), equalTo("{\"a\":1,\"b\":3}"));
    assertThat(row.path("tags").toString(), equalTo("[\"x\",\"y\"]"));
    assertThat(elements(row.path("audit_data")), hasSize(3));
    JsonNode entry = row.path("audit_data").get(1).path("audit_data");
    assertThat(
        entry.toString(),
        equalTo(
            "{\"action\":\"merge\",\"path\":[\"expected\"],\"from\":{\"a\":1,\"b\":2},"
                + "\"to\":{\"a\":1,\"b\":3}}"));
  }

  @Test
  void aMergePathReplacesTheValueWhole() {
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"expected\":{\"a\":1},\"tags\":[\"x\"]}");
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"r1\",\"_is_merge\":true,\"_merge_paths\":[[\"expected\"],[\"tags\"]],"
            + "\"expected\":{\"b\":3},\"tags\":[\"y\"]}");

    assertThat(newest("r1").path("expected").toString(), equalTo("{\"b\":3}"));
    assertThat(newest("r1").path("tags").toString(), equalTo("[\"y\"]"));
  }

  @Test
  void arrayItemsCanBeTakenOut() {
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"tags\":[\"x\",\"y\"]}");
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"r1\",\"_is_merge\":true,"
            + "\"_array_delete\":[{\"path\":[\"tags\"],\"delete\":[\"x\"]}]}");

    assertThat(newest("r1").path("tags").toString(), equalTo("[\"y\"]"));
  }

  @Test
  void aReplacingWriteDropsWhatItDoesNotNameButKeepsThePaginationKey() {
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"tags\":[\"x\"],\"expected\":1}");
    JsonNode before = newest("r1");
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"expected\":2}");
    JsonNode after = newest("r1");

    assertThat(after.path("tags").isNull(), is(true));
    assertThat(after.path("_pagination_key"), equalTo(before.path("_pagination_key")));
    assertThat(after.path("_xact_id").asText(), greaterThan(before.path("_xact_id").asText()));
  }

  @Test
  void rowsOfOneRequestShareATransactionAndAreCountedInTheirKeys() {
    List<JsonNode> ids =
        elements(
            client
                .insert("dataset", dataset, "{\"id\":\"a\"},{\"input\":1},{\"id\":\"c\"}")
                .json()
                .path("row_ids"));

    List<JsonNode> rows = client.sql(select("ORDER BY _pagination_key")).rows();

    assertThat(rows.stream().map(row -> row.path("id")).toList(), equalTo(ids));
    assertThat(rows.stream().map(row -> row.path("_xact_id")).distinct().toList(), hasSize(1));
    assertThat(number(rows.get(2)) - number(rows.get(0)), equalTo(2L));
  }

  @Test
  void twoRowsWithOneIdInARequestAreAppliedInOrder() {
    client.insert(
        "dataset",
        dataset,
        "{\"id\":\"a\",\"expected\":{\"x\":1}},"
            + "{\"id\":\"a\",\"_is_merge\":true,\"expected\":{\"y\":2}}");

    assertThat(newest("a").path("expected").toString(), equalTo("{\"x\":1,\"y\":2}"));
    assertThat(client.get(fetch("")).rows(), hasSize(1));
  }

  @Test
  void aWrongTypeRefusesTheWholeRequest() {
    TestClient.Answer answer =
        client.post(
            "/v1/dataset/" + dataset + "/insert",
            "{\"events\":[{\"id\":\"ok\"},{\"id\":\"bad\",\"metadata\":[]}]}");

    assertThat(answer.status(), is(400));
    assertThat(answer.json().path("Message").asText(), containsString("invalid_type"));
    assertThat(client.get(fetch("")).rows(), hasSize(0));
  }

  @Test
  void fetchPagesOverTheHistoryWithTheNewestVersionFirst() {
    for (int version = 1; version <= 3; version++) {
      client.insert("dataset", dataset, rows(5, version));
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    int requests = 0;
    do {
      TestClient.Answer page = client.get(fetch("?limit=4&cursor=" + encode(cursor)));
      page.rows().forEach(row -> seen.add(row.path("id").asText() + row.path("expected")));
      cursor = page.json().path("cursor").asText();
      assertThat(page.header("x-bt-cursor"), equalTo(cursor));
      requests++;
    } while (!cursor.isEmpty());

    assertThat(seen, hasSize(15));
    assertThat(seen.subList(0, 5), equalTo(List.of("r43", "r33", "r23", "r13", "r03")));
    assertThat(seen.get(14), equalTo("r01"));
    assertThat("four pages with rows, and an empty one", requests, is(5));
  }

  @Test
  void aVersionShowsTheRowsAsTheyWere() {
    client.insert("dataset", dataset, rows(3, 1));
    String then = newest("r0").path("_xact_id").asText();
    client.insert("dataset", dataset, "{\"id\":\"r0\",\"_object_delete\":true}");
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"expected\":9}");

    assertThat(ids(client.get(fetch("")).rows()), equalTo(List.of("r1", "r2", "r1")));
    assertThat(
        ids(client.get(fetch("?version=" + then)).rows()), equalTo(List.of("r2", "r1", "r0")));
    assertThat(
        client
            .post(
                "/btql",
                "{\"query\":\"SELECT count(1) AS n, max(_xact_id) AS v FROM dataset('"
                    + dataset
                    + "')\",\"version\":\""
                    + then
                    + "\"}")
            .rows()
            .get(0)
            .toString(),
        equalTo("{\"n\":3,\"v\":\"" + then + "\"}"));
  }

  @Test
  void aDeletedRowCanBeWrittenAgain() {
    client.insert("dataset", dataset, "{\"id\":\"r0\",\"expected\":1}");
    client.insert("dataset", dataset, "{\"id\":\"r0\",\"_object_delete\":true}");
    assertThat(client.sql(select("")).rows(), hasSize(0));
    client.insert("dataset", dataset, "{\"id\":\"r0\",\"_is_merge\":true,\"expected\":2}");

    assertThat(newest("r0").path("expected").asInt(), is(2));
  }

  @Test
  void feedbackOfThePersonInTheAppIsAuditedAndLeavesTheMetadataAlone() {
    client.insert("dataset", dataset, "{\"id\":\"r0\",\"expected\":\"4\",\"metadata\":{\"a\":1}}");
    TestClient.Answer answer =
        client.post(
            "/v1/dataset/" + dataset + "/feedback",
            "{\"feedback\":[{\"id\":\"r0\",\"expected\":\"four\",\"comment\":\"words\","
                + "\"metadata\":{\"user_id\":\"u\"},\"source\":\"app\"}]}");

    JsonNode row = newest("r0");

    assertThat(answer.body(), equalTo("{\"status\":\"success\"}"));
    assertThat(row.path("metadata").toString(), equalTo("{\"a\":1}"));
    assertThat(row.path("comments").get(0).path("comment").path("text").asText(), is("words"));
    assertThat(
        row.path("audit_data").get(1).toString(),
        equalTo(
            "{\"_xact_id\":\""
                + row.path("_xact_id").asText()
                + "\",\"audit_data\":{\"action\":\"merge\",\"path\":[\"expected\"],"
                + "\"from\":\"4\",\"to\":\"four\"},\"metadata\":{\"user_id\":\"u\"},"
                + "\"source\":\"app\"}"));
  }

  @Test
  void limitsAndCursorsOutOfRangeAreRefused() {
    assertThat(client.get(fetch("?limit=1001")).status(), is(400));
    assertThat(client.get(fetch("?limit=x")).status(), is(400));
    assertThat(client.get(fetch("?cursor=abc")).body(), containsString("Invalid cursor"));
    assertThat(client.get(fetch("?max_xact_id=1")).body(), containsString("max_xact_id"));
    assertThat(client.get("/v1/dataset/nope/fetch").status(), is(400));
  }

  private static String rows(int count, int version) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add("{\"id\":\"r%d\",\"expected\":%d}".formatted(i, version));
    }
    return String.join(",", rows);
  }

  private JsonNode newest(String id) {
    return client.sql(select("WHERE id = '" + id + "'")).rows().get(0);
  }

  private String select(String rest) {
    return "SELECT * FROM dataset('" + dataset + "') " + rest;
  }

  private String fetch(String query) {
    return "/v1/dataset/" + dataset + "/fetch" + query;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static long number(JsonNode row) {
    return Long.parseLong(row.path("_pagination_key").asText().substring(1));
  }

  private static List<String> ids(List<JsonNode> rows) {
    return rows.stream().map(row -> row.path("id").asText()).toList();
  }

  private static List<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }
}
