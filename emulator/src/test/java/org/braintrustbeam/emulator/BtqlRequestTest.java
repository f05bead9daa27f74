package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request to {@code /btql} can say beside the query. */
class BtqlRequestTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static String dataset = "";
  private static String first = "";

  @BeforeAll
  static void writeRows() {
    dataset = CLIENT.dataset(CLIENT.project("requests"), "rows");
    CLIENT.insert("dataset", dataset, "{\"id\":\"a\",\"expected\":\"4\"},{\"id\":\"b\"}");
    first =
        CLIENT
            .sql("SELECT max(_xact_id) AS v FROM dataset('" + dataset + "')")
            .rows()
            .get(0)
            .path("v")
            .asText();
    CLIENT.insert("dataset", dataset, "{\"id\":\"a\",\"expected\":\"four\",\"_is_merge\":true}");
    CLIENT.insert("dataset", dataset, "{\"id\":\"b\",\"_object_delete\":true}");
    CLIENT.insert(
        "dataset",
        dataset,
        "{\"id\":\"a\",\"expected\":\"5\",\"tags\":[\"t\"],\"_is_merge\":true}");
  }

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void theAuditLogHasOneRowForEachWrite() {
    TestClient.Answer answer =
        ask(body("SELECT id, expected, audit_data FROM D").put("audit_log", true));

    assertThat(
        answer.json().path("data").toString(),
        equalTo(
            "[{\"id\":\"a\",\"expected\":\"5\",\"audit_data\":{\"action\":\"merge\"}},"
                + "{\"id\":\"b\",\"expected\":null,\"audit_data\":{\"action\":\"delete\"}},"
                + "{\"id\":\"a\",\"expected\":\"four\",\"audit_data\":{\"action\":\"merge\","
                + "\"path\":[\"expected\"],\"from\":\"4\",\"to\":\"four\"}},"
                + "{\"id\":\"b\",\"expected\":null,\"audit_data\":{\"action\":\"upsert\"}},"
                + "{\"id\":\"a\",\"expected\":\"4\",\"audit_data\":{\"action\":\"upsert\"}}]"));
  }

  @Test
  void theAuditLogIsFilteredSortedAndPaged() {
    String versions = "SELECT id FROM D WHERE id = 'a' AND audit_data.action IN ('upsert','merge')";
    assertThat(ask(body(versions).put("audit_log", true)).rows().size(), is(3));

    List<String> seen = new ArrayList<>();
    String offset = "";
    do {
      TestClient.Answer page =
          ask(body("SELECT id FROM D ORDER BY _xact_id LIMIT 2" + offset).put("audit_log", true));
      page.rows().forEach(row -> seen.add(row.path("id").asText()));
      String cursor = page.json().path("cursor").asText();
      offset = cursor.isEmpty() ? "" : " OFFSET '" + cursor + "'";
    } while (!offset.isEmpty());
    assertThat(seen, equalTo(List.of("a", "b", "a", "b", "a")));

    JsonNode count = ask(body("SELECT count(1) AS n FROM D").put("audit_log", true)).rows().get(0);
    assertThat(count.path("n").asInt(), is(5));
  }

  @Test
  void theAuditLogEndsAtTheVersionThatIsRead() {
    TestClient.Answer answer =
        ask(body("SELECT * FROM D").put("audit_log", true).put("version", first));
    assertThat(answer.rows().size(), is(2));
    assertThat(
        answer.rows().get(0).path("audit_data").toString(), equalTo("{\"action\":\"upsert\"}"));
  }

  @Test
  void anOlderVersionIsReadInEveryNotation() {
    for (String query :
        List.of("SELECT id FROM D ORDER BY id", "select: id | from: D | sort: id")) {
      TestClient.Answer answer = ask(body(query).put("version", first));
      assertThat(answer.rows().toString(), equalTo("[{\"id\":\"a\"}, {\"id\":\"b\"}]"));
    }
  }

  @Test
  void jsonLinesHaveTheirCursorInTheHeaderAlone() {
    CLIENT.insert("dataset", dataset, "{\"id\":\"c\",\"input\": {\n \"x\":1}}");
    TestClient.Answer answer =
        ask(body("SELECT id, input FROM D WHERE id IN ('a','c')").put("fmt", "jsonl"));

    assertThat(
        answer.body(),
        equalTo("{\"id\":\"c\",\"input\":{  \"x\":1}}\n{\"id\":\"a\",\"input\":null}\n"));
    assertThat(answer.header("content-type"), containsString("application/json"));
    assertThat(answer.header("x-bt-cursor").isEmpty(), is(false));
    CLIENT.insert("dataset", dataset, "{\"id\":\"c\",\"_object_delete\":true}");
  }

  @Test
  void strictLintRefusesWhatIsAWarningElse() {
    ObjectNode scan = body("SELECT id FROM D");
    assertThat(
        ask(scan).json().path("warnings").get(0).path("code").asText(),
        is("missingSegmentEliminationSpecs"));
    assertThat(ask(scan.put("lint_mode", "default")).status(), is(200));

    TestClient.Answer strict = ask(scan.put("lint_mode", "strict").put("strict_lint_mode", true));
    assertThat(strict.status(), is(400));
    assertThat(
        strict.json().path("Message").asText(),
        containsString("Query blocked by strict lint mode due to 1 lint:\nmissingSegment"));

    assertThat(ask(body("SELECT id FROM D").put("strict_lint_mode", true)).status(), is(400));
    assertThat(ask(body("SELECT id FROM D").put("lint_mode", "strict")).status(), is(400));

    ObjectNode narrow =
        body("SELECT id FROM D WHERE created >= '1970-01-01T00:00:00Z'")
            .put("strict_lint_mode", true);
    TestClient.Answer answer = ask(narrow);
    assertThat(answer.status(), is(200));
    assertThat(answer.json().has("warnings"), is(false));
  }

  @Test
  void whatElseClientsSendChangesNothing() {
    ObjectNode body =
        body("SELECT id FROM D")
            .put("fmt", "json")
            .put("use_columnstore", false)
            .put("use_brainstore", true)
            .put("brainstore_realtime", true)
            .put("api_version", 1)
            .put("query_source", "bt_sql")
            .put("query_timeout_seconds", 10)
            .put("client_version", "1");
    assertThat(ask(body).rows().toString(), equalTo("[{\"id\":\"a\"}]"));
  }

  private static ObjectNode body(String query) {
    return TestClient.JSON
        .createObjectNode()
        .put("query", query.replaceAll("\\bD\\b", "dataset('" + dataset + "')"));
  }

  private static TestClient.Answer ask(ObjectNode body) {
    return CLIENT.post("/btql", body.toString());
  }
}
