package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Rows as the SDKs write them: several objects in one request, and requests that are too large. */
class Logs3Test {
  private static final int LIMIT = 20_000;
  private static final Emulator EMULATOR = Emulator.builder().logs3MaxBytes(LIMIT).start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk-test");
  private String project = "";
  private String dataset = "";
  private String experiment = "";

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @BeforeEach
  void makeObjects(TestInfo test) {
    project = client.project(test.getDisplayName());
    dataset = client.dataset(project, "d");
    experiment = client.experiment(project, "e");
  }

  @Test
  void rowsOfAllKindsOfObjectsAreWrittenInOneTransaction() {
    TestClient.Answer answer =
        logs3(
            "{\"id\":\"a\",\"dataset_id\":\"%s\",\"project_id\":\"%s\",\"input\":1.25}"
                .formatted(dataset, project),
            "{\"id\":\"b\",\"experiment_id\":\"%s\",\"output\":2}".formatted(experiment),
            "{\"id\":\"c\",\"project_id\":\"%s\",\"log_id\":\"g\",\"output\":3}"
                .formatted(project));

    assertThat(answer.json().path("ids").toString(), equalTo("[\"a\",\"b\",\"c\"]"));
    String xact = answer.json().path("xact_id").asText();
    assertThat(only("dataset", dataset).path("input").toString(), equalTo("1.25"));
    assertThat(only("experiment", experiment).path("output").asInt(), is(2));
    assertThat(only("project_logs", project).path("output").asInt(), is(3));
    assertThat(only("project_logs", project).path("log_id").asText(), equalTo("g"));
    for (JsonNode row : List.of(only("dataset", dataset), only("experiment", experiment))) {
      assertThat(row.path("_xact_id").asText(), equalTo(xact));
    }
  }

  @Test
  void aRowWithoutAnIdGetsOne() {
    TestClient.Answer answer = logs3("{\"dataset_id\":\"%s\"}".formatted(dataset));

    assertThat(only("dataset", dataset).path("id"), equalTo(answer.json().path("ids").path(0)));
  }

  @Test
  void oneBadRowKeepsAllRowsOut() {
    TestClient.Answer nowhere = logs3(inDataset("\"id\":\"a\""), "{\"id\":\"b\"}");
    TestClient.Answer badType = logs3(inDataset("\"id\":\"a\""), inDataset("\"metadata\":[]"));
    TestClient.Answer noSuch = logs3(inDataset("\"id\":\"a\""), "{\"dataset_id\":\"nope\"}");
    TestClient.Answer session =
        logs3(inDataset("\"id\":\"a\""), "{\"prompt_session_id\":\"s\",\"log_id\":\"x\"}");

    assertThat(nowhere.status(), is(400));
    assertThat(nowhere.body(), containsString("Row 1 names no object"));
    assertThat(badType.body(), containsString("\\\"rows\\\",1,\\\"metadata\\\""));
    assertThat(noSuch.body(), containsString("nope"));
    assertThat(session.body(), containsString("playground"));
    assertThat(client.get(fetch("dataset", dataset)).rows(), is(empty()));
  }

  @Test
  void feedbackOfTheSdksIsAMergeThatSaysWhoWroteIt() {
    logs3(inDataset("\"id\":\"a\",\"input\":1,\"expected\":1"));
    logs3(
        inDataset(
            "\"id\":\"a\",\"expected\":2,\"_is_merge\":true,\"_audit_source\":\"app\","
                + "\"_audit_metadata\":{\"user_id\":\"u\"}"));

    JsonNode row = newest("dataset", dataset);
    JsonNode entry = row.path("audit_data").path(1);
    assertThat(row.path("input").asInt(), is(1));
    assertThat(row.path("expected").asInt(), is(2));
    assertThat(row.has("_audit_source"), is(false));
    assertThat(row.has("_audit_metadata"), is(false));
    assertThat(entry.path("source").asText(), equalTo("app"));
    assertThat(entry.path("metadata").path("user_id").asText(), equalTo("u"));
    assertThat(entry.path("audit_data").path("path").path(0).asText(), equalTo("expected"));
    assertThat(row.path("audit_data").path(0).path("source").asText(), equalTo("api"));
  }

  @Test
  void aSourceThatDoesNotExistIsRefused() {
    assertThat(
        logs3(inDataset("\"_audit_source\":\"me\"")).body(), containsString("'_audit_source'"));
    assertThat(
        logs3(inDataset("\"_audit_metadata\":[]")).body(), containsString("'_audit_metadata'"));
  }

  @Test
  void aCommentIsARowOfItsOwnAndComesBackInTheRowItIsAbout() {
    logs3(inDataset("\"id\":\"a\",\"input\":1"));
    String comment =
        inDataset(
            "\"id\":\"c1\",\"created\":\"2026-06-01T12:00:00Z\",\"origin\":{\"id\":\"a\"},"
                + "\"comment\":{\"text\":\"why?\"},\"_audit_source\":\"app\"");
    TestClient.Answer answer = logs3(comment);
    logs3(comment);

    JsonNode row = newest("dataset", dataset);
    assertThat(answer.json().path("ids").path(0).asText(), equalTo("c1"));
    assertThat(row.path("input").asInt(), is(1));
    assertThat(row.path("comments").size(), is(1));
    JsonNode kept = row.path("comments").path(0);
    assertThat(kept.path("comment").path("text").asText(), equalTo("why?"));
    assertThat(kept.path("created").asText(), equalTo("2026-06-01T12:00:00Z"));
    assertThat(kept.path("source").asText(), equalTo("app"));
    assertThat(
        logs3(inDataset("\"id\":\"c2\",\"comment\":{\"text\":\"x\"}")).body(),
        containsString("'origin'"));
  }

  @Test
  void aRowCanBeDeleted() {
    logs3(inDataset("\"id\":\"a\""));
    logs3(inDataset("\"id\":\"a\",\"_object_delete\":true"));

    assertThat(client.get(fetch("dataset", dataset)).rows(), is(empty()));
  }

  @Test
  void theVersionOfTheRequestIsLookedAt() {
    assertThat(client.post("/logs3", "{\"rows\":[],\"api_version\":1}").status(), is(200));
    assertThat(client.post("/logs3", "{\"rows\":[]}").status(), is(200));
    assertThat(
        client.post("/logs3", "{\"rows\":[],\"api_version\":3}").body(),
        containsString("'api_version'"));
  }

  @Test
  void whatIsTooLargeGoesBySignedAddress() {
    String body = body(inDataset("\"id\":\"big\",\"input\":\"" + "x".repeat(LIMIT) + "\""));
    assertThat(client.get("/version").json().path("logs3_payload_max_bytes").asInt(), is(LIMIT));
    assertThat(client.post("/logs3", body).status(), is(413));

    JsonNode upload =
        client.post("/logs3/overflow", "{\"size_bytes\":" + body.length() + "}").json();
    assertThat(upload.path("method").asText(), equalTo("PUT"));
    assertThat(put(upload.path("signedUrl").asText(), body).status(), is(200));
    String reference =
        "{\"rows\":{\"type\":\"logs3_overflow\",\"key\":\"%s\"},\"api_version\":2}"
            .formatted(upload.path("key").asText());
    TestClient.Answer answer = client.post("/logs3", reference);
    TestClient.Answer again = client.post("/logs3", reference);

    assertThat(answer.json().path("ids").toString(), equalTo("[\"big\"]"));
    assertThat(again.status(), is(200));
    assertThat(newest("dataset", dataset).path("input").asText().length(), is(LIMIT));
  }

  @Test
  void anUploadNeedsItsSignature() {
    String address = client.post("/logs3/overflow", "{}").json().path("signedUrl").asText();

    assertThat(put(address.replaceAll("key=[^&]*", "key=other"), "{}").status(), is(403));
    assertThat(put(address.replaceAll("expires=", "expires=9"), "{}").status(), is(403));
    assertThat(put(address.replaceAll("&signature=.*", ""), "{}").status(), is(403));
    assertThat(
        client.post("/logs3", "{\"rows\":{\"type\":\"logs3_overflow\",\"key\":\"../x\"}}").body(),
        containsString("No upload"));
    assertThat(client.post("/logs3/overflow", "{\"size_bytes\":999999999999}").status(), is(413));
  }

  @Test
  void aCompressedRequestIsReadAndItsInflatedSizeCounts() throws IOException {
    String small = body(inDataset("\"id\":\"a\",\"input\":\"" + "x".repeat(1000) + "\""));
    String bomb = body(inDataset("\"id\":\"b\",\"input\":\"" + "x".repeat(9_000_000) + "\""));

    assertThat(gzipped(gzip(small)).status(), is(200));
    assertThat(gzipped(gzip(bomb)).status(), is(413));
    assertThat(gzipped(small.getBytes(StandardCharsets.UTF_8)).status(), is(400));
    assertThat(only("dataset", dataset).path("id").asText(), equalTo("a"));
  }

  @Test
  void nestingThatCouldNotBeReadBackIsRefused() {
    for (int depth : List.of(400, 490)) {
      logs3(inDataset("\"id\":\"a\",\"expected\":" + nested(depth)));
      logs3(inDataset("\"id\":\"a\",\"_is_merge\":true,\"expected\":" + nested(depth - 1)));
      assertThat(client.get(fetch("dataset", dataset)).status(), is(200));
      assertThat(client.sql("SELECT audit_data FROM dataset('" + dataset + "')").status(), is(200));
    }
    for (int depth : List.of(997, 9_000)) {
      TestClient.Answer tooDeep = logs3(inDataset("\"input\":" + nested(depth)));

      assertThat(tooDeep.status(), is(400));
      assertThat(tooDeep.body(), containsString("depth"));
    }
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private String inDataset(String fields) {
    return "{\"dataset_id\":\"" + dataset + "\"," + fields + "}";
  }

  private TestClient.Answer logs3(String... rows) {
    return client.post("/logs3", body(rows));
  }

  private static String body(String... rows) {
    return "{\"rows\":[" + String.join(",", rows) + "],\"api_version\":2}";
  }

  private TestClient.Answer gzipped(byte[] body) {
    return client.send(
        client
            .request("/logs3")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** Without a key, as clients do it. */
  private TestClient.Answer put(String address, String body) {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String fetch(String type, String id) {
    return "/v1/" + type + "/" + id + "/fetch";
  }

  private JsonNode only(String type, String id) {
    List<JsonNode> rows = client.get(fetch(type, id)).rows();
    assertThat(rows, hasSize(1));
    return rows.get(0);
  }

  private JsonNode newest(String type, String id) {
    return client.get(fetch(type, id)).rows().get(0);
  }
}
