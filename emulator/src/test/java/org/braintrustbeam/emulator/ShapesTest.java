package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Traces and summaries. There are four traces: t1 with four spans, t2, t3, and t4 without a root.
 */
class ShapesTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static String project = "";

  @BeforeAll
  static void writeRows() {
    project = CLIENT.project("shapes");
    CLIENT.insert(
        "project_logs",
        project,
        """
        {"id":"m1","span_id":"s2","root_span_id":"t1","span_parents":["s1"],"scores":{"ok":1},
         "span_attributes":{"type":"llm"},"metrics":{"start":2,"end":5,"prompt_tokens":10,
         "completion_tokens":5,"prompt_cached_tokens":4,"estimated_cost":0.25,"cached":1,
         "time_to_first_token":0.5}},
        {"id":"r1","span_id":"s1","root_span_id":"t1","is_root":true,"input":"INPUT","tags":["hot"],
         "metadata":{"model":"gpt"},"span_attributes":{"type":"task","name":"chat"},
         "metrics":{"start":1,"end":9}},
        {"id":"m2","span_id":"s3","root_span_id":"t1","span_parents":["s1"],"error":"boom",
         "span_attributes":{"type":"llm"},"scores":{"ok":0,"fit":null},
         "metrics":{"start":5,"end":6,"prompt_tokens":1,"completion_tokens":2,
         "estimated_cost":0.5,"cached":1,"time_to_first_token":1.5}},
        {"id":"u1","span_id":"s4","root_span_id":"t1","span_parents":["s1"],"error":"bang",
         "span_attributes":{"type":"tool"}},
        {"id":"r2","span_id":"t2","input":"x","tags":["hot"],"metadata":{"model":"gpt"}},
        {"id":"r3","span_id":"t3","error":{"type":"late"}},
        {"id":"o4","span_id":"q","root_span_id":"t4","span_parents":["gone"],"input":"orphan"}
        """
            .replace("INPUT", "long ".repeat(40)));
  }

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id = 'm1' | m1 r1 m2 u1",
        "error IS NOT NULL | m1 r1 m2 u1 r3",
        "tags IN ('hot') AND error IS NOT NULL | ``",
        "ANY_SPAN(tags IN ('hot')) AND ANY_SPAN(error IS NOT NULL) | m1 r1 m2 u1",
        "error = 'boom' AND ANY_SPAN(scores.ok = 1) | m1 r1 m2 u1",
        "root_span_id IN ('t2','t4') | r2 o4",
        "root_span_id = 't1' AND FILTER_SPANS(error IS NOT NULL) | m2 u1",
        "span_attributes.type = 'llm' AND FILTER_SPANS() | m1 m2",
        "true | m1 r1 m2 u1 r2 r3 o4",
        "id = 'zz' | ``",
      })
  void aTraceComesWholeIfOneSpanMatches(String where, String ids) {
    TestClient.Answer answer =
        sql("SELECT id FROM L(shape => 'traces') WHERE " + where + " ORDER BY _pagination_key");
    assertThat(answer.body(), ids(answer), equalTo(ids));
  }

  @ParameterizedTest
  @CsvSource({"traces", "summary"})
  void limitsAndCursorsCountTraces(String shape) {
    String all = shape.equals("traces") ? "o4 | r3 | r2 | m1 r1 m2 u1" : "o4 | r3 | r2 | r1";
    List<String> pages = new ArrayList<>();
    String offset = "";
    do {
      TestClient.Answer page = sql("SELECT id FROM L(shape => '" + shape + "') LIMIT 1" + offset);
      String cursor = page.json().path("cursor").asText();
      offset = cursor.isEmpty() ? "" : " OFFSET '" + cursor + "'";
      pages.add(ids(page));
    } while (!offset.isEmpty());

    assertThat(String.join(" | ", pages.subList(0, pages.size() - 1)), equalTo(all));
    assertThat(pages.get(pages.size() - 1), equalTo(""));
  }

  @Test
  void summariesAreReadOnByTheKeysOfTheirRoots() {
    List<String> seen = new ArrayList<>();
    String last = "p00000000000000000000";
    while (true) {
      TestClient.Answer page =
          sql(
              "SELECT id, _pagination_key FROM L(shape => 'summary') WHERE _pagination_key > '"
                  + last
                  + "' ORDER BY _pagination_key LIMIT 1");
      if (page.rows().isEmpty()) {
        break;
      }
      seen.add(ids(page));
      last = page.rows().get(0).path("_pagination_key").asText();
    }
    assertThat(seen, equalTo(List.of("r1", "r2", "r3", "o4")));
  }

  @Test
  void aSummarySumsUpTheSpansOfATrace() {
    JsonNode row =
        CLIENT
            .sql("select: * | from: project_logs('" + project + "') summary | filter: id = 'm1'")
            .rows()
            .get(0);

    assertThat(row.path("id").asText(), is("r1"));
    assertThat(row.path("scores").toString(), is("{\"ok\":0.5,\"fit\":null}"));
    assertThat(
        row.path("metrics").toString(),
        is(
            "{\"prompt_tokens\":11,\"completion_tokens\":7,\"prompt_cached_tokens\":4,"
                + "\"prompt_cache_creation_tokens\":0,\"total_tokens\":18,\"estimated_cost\":0.75,"
                + "\"llm_calls\":2,\"tool_calls\":1,\"errors\":2,\"llm_errors\":1,"
                + "\"tool_errors\":1,\"start\":1,\"end\":9,\"duration\":8,\"llm_duration\":4,"
                + "\"time_to_first_token\":1}"));
    assertThat(
        row.path("span_type_info").toString(),
        is("{\"type\":\"task\",\"name\":\"chat\",\"cached\":true,\"has_error\":true}"));
    assertThat(row.path("input").asText(), is("long ".repeat(25)));
  }

  @ParameterizedTest
  @CsvSource({"-1,200", "7,7", "1000,200"})
  void previewsAreAsLongAsAskedFor(int length, int characters) {
    TestClient.Answer answer =
        sql(
            "SELECT input FROM L(shape => 'summary') WHERE id = 'r1' SETTINGS preview_length = "
                + length);
    assertThat(answer.rows().get(0).path("input").asText().length(), is(characters));
  }

  @Test
  void spansComeWholeUnlessAPreviewIsAskedFor() {
    assertThat(
        sql("SELECT * FROM L WHERE id = 'r1'").rows().get(0).path("input").asText().length(),
        is(200));
    assertThat(
        sql("SELECT * FROM L WHERE id = 'r1' SETTINGS preview_length = 9")
            .rows()
            .get(0)
            .path("input")
            .asText(),
        is("long long"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT metadata.model, count(1) AS n, sum(metrics.total_tokens) AS t FROM L(shape =>"
            + " 'summary') WHERE tags IN ('hot') GROUP BY 1"
            + "| [{\"model\":\"gpt\",\"n\":2,\"t\":18}]",
        "SELECT id FROM L(shape => 'summary') HAVING metrics.errors > 1 | [{\"id\":\"r1\"}]",
        "SELECT id FROM L(shape => 'summary') ORDER BY metrics.errors DESC, id LIMIT 2"
            + "| [{\"id\":\"r1\"},{\"id\":\"r3\"}]",
        "SELECT id FROM L(shape => 'traces') ORDER BY id LIMIT 2"
            + "| [{\"id\":\"m1\"},{\"id\":\"m2\"},{\"id\":\"o4\"},{\"id\":\"r1\"},{\"id\":\"u1\"}]",
        "SELECT count(1) AS n FROM L(shape => 'traces') WHERE id = 'r1' | [{\"n\":4}]",
      })
  void tracesCanBeGroupedAndSorted(String query, String data) {
    TestClient.Answer answer = sql(query);
    assertThat(answer.body(), answer.json().path("data").toString(), equalTo(data));
  }

  @Test
  void aProjectIsItsLogsAndItsExperiments() {
    String other = CLIENT.project("amalgam");
    String experiment = CLIENT.experiment(other, "e");
    CLIENT.insert("experiment", experiment, "{\"id\":\"in-e\"}");
    CLIENT.insert("project_logs", other, "{\"id\":\"in-log\"}");

    TestClient.Answer answer =
        CLIENT.sql("SELECT id FROM project('" + other + "', shape => 'spans') ORDER BY id");

    assertThat(ids(answer), equalTo("in-e in-log"));
    assertThat(ids(CLIENT.sql("SELECT id FROM project_logs('amalgam')")), equalTo("in-log"));
  }

  private static TestClient.Answer sql(String query) {
    return CLIENT.sql(
        query
            .replace("L(shape", "project_logs('" + project + "', shape")
            .replace("FROM L ", "FROM project_logs('" + project + "') "));
  }

  private static String ids(TestClient.Answer answer) {
    return String.join(" ", answer.rows().stream().map(row -> row.path("id").asText()).toList());
  }
}
