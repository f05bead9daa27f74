package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL answers, and what it refuses. The rows are a to e. */
class SqlTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static String log = "";
  private static String project = "";

  @BeforeAll
  static void writeRows() {
    project = CLIENT.project("sql");
    log = CLIENT.experiment(project, "rows");
    CLIENT.insert(
        "experiment",
        log,
        """
        {"id":"a","output":"It's 10%","created":"2026-06-01T10:00:00Z","tags":["x","y"],
         "metadata":{"model":"m1","deep":{"list":[{"name":"n0"},{"name":"n1"}]}},
         "scores":{"x y":0.5,"n":10},"span_attributes":{"type":"eval"},"span_id":"sa"},
        {"id":"b","output":"ÄHNLICH","created":"2026-06-01T12:00:00+02:00","metadata":{"model":"m2"},
         "scores":{"x y":1,"n":9007199254740993},"span_id":"sb"},
        {"id":"c","span_id":"sc","root_span_id":"sa","span_parents":["sa"],"metadata":{"model":"m1"},
         "scores":{"n":2.50},"created":"2026-06-02T00:00:00Z"},
        {"id":"d","output":"_","metadata":{"model":null},"created":"2026-06-03T00:00:00Z"},
        {"id":"e","output":7,"metadata":{"model":"M1"},"created":"2026-06-04T00:00:00Z"}
        """);
  }

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "id = 'a' # a",
        "id IN ('a','c','zz') # a c",
        "id NOT IN ('a','c') # b d e",
        "id <> 'a' AND id != 'b' # c d e",
        "root_span_id = 'sa' # a c",
        "root_span_id IN ('sa','sb') AND NOT is_root # c",
        "is_root # a b d e",
        "is_root = false # c",
        "is_root IS NOT TRUE # c",
        "metadata.model = 'm1' # a c",
        "metadata.model != 'm1' # b e",
        "metadata.model IS NULL # d",
        "metadata.model IS NOT NULL AND output IS NULL # c",
        "NOT (metadata.model = 'm1') # b e",
        "lower(metadata.model) = 'm1' # a c e",
        "metadata.model LIKE 'm_' # a b c",
        "metadata.model ILIKE 'M%' # a b c e",
        "metadata.model NOT LIKE '%1' # b",
        "output = 'It''s 10%' # a",
        "output ILIKE 'ähn%' # b",
        "output = 7 # e",
        "output > 6 # e",
        "scores['x y'] >= 0.50 # a b",
        "scores.n = 9007199254740993 # b",
        "scores.n > 9007199254740992 # b",
        "scores.n = 2.5 # c",
        "scores.n BETWEEN 2 AND 10 # a c",
        "scores.n NOT BETWEEN 2 AND 10 # b",
        "scores.n BETWEEN 3 AND metadata.nowhere # ``",
        "NOT (scores.n BETWEEN 3 AND metadata.nowhere) # c",
        "_pagination_key BETWEEN 'p00000000000000000000' AND 'p99999999999999999999' AND id='a' # a",
        "scores.n + 1 = 11 # a",
        "scores.n - 1 < 2 # c",
        "tags IN ('y') # a",
        "tags[0] = 'x' AND tags[-1] = 'y' # a",
        "metadata.deep.list[1].name = 'n1' # a",
        "metadata['deep'].list[0]['name'] = 'n0' # a",
        "span_attributes.type = 'eval' # a",
        "created = '2026-06-01T10:00:00.000Z' # a b",
        "created > '2026-06-01T23:00:00-02:00' # d e",
        "created >= '2026-06-02' AND created < '2026-06-03' # c",
        "created < NOW() - INTERVAL 1 HOUR # a b c d e",
        "created - INTERVAL 1 DAY = '2026-06-01T00:00:00Z' # c",
        "created > current_timestamp() # ``",
        "coalesce(metadata.model, 'none') = 'none' # d",
        "nullif(metadata.model, 'm1') IS NULL # a c d",
        "concat(id, '-', metadata.model) = 'b-m2' # b",
        "id || 'x' = 'ax' # a",
        "len(tags) = 2 OR length(output) = 7 # a b",
        "nowhere = 1 # ``",
        "nowhere IS NULL AND id < 'b' # a",
        "_xact_id > '1000000000000000000' AND id = 'a' # a",
        "_xact_id <= 1000000000000000000 # ``",
        "_pagination_key > 'p' AND id = 'b' # b",
        "(id = 'a' OR id = 'b') AND scores.n < 11 # a",
        "'b' = id # b",
      })
  void whereSelects(String where, String ids) {
    assertThat(ids("WHERE " + where + " ORDER BY _pagination_key ASC"), equalTo(split(ids)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | e d c b a",
        "ORDER BY _pagination_key | a b c d e",
        "ORDER BY created DESC, id DESC LIMIT 4 | e d c b",
        "ORDER BY scores.n DESC, id | b a c d e",
        "ORDER BY metadata.model, id DESC | d e c a b",
        "ORDER BY lower(metadata.model) DESC, id LIMIT 2 | b a",
        "ORDER BY _xact_id DESC | e d c b a",
        "ORDER BY _xact_id | a b c d e",
        "ORDER BY _pagination_key DESC LIMIT 1 | e",
        "LIMIT 0 | ''",
      })
  void orderAndLimit(String rest, String ids) {
    assertThat(ids(rest), equalTo(split(ids)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "count(1), count(*) AS all_rows, max(_xact_id) IS NULL AS none"
            + "| {\"count(1)\":5,\"all_rows\":5,\"none\":false}",
        "count(metadata.model) AS n, count(distinct metadata.model) AS d | {\"n\":4,\"d\":3}",
        "sum(scores.n) AS s, min(scores.n) AS lo, max(scores.n) AS hi"
            + "| {\"s\":9007199254741005.50,\"lo\":2.50,\"hi\":9007199254740993}",
        "avg(scores['x y']) AS a | {\"a\":0.75}",
        "max(created) AS c | {\"c\":\"2026-06-04T00:00:00Z\"}",
      })
  void aggregates(String columns, String answer) {
    assertThat(data(columns, ""), equalTo("[" + answer + "]"));
  }

  @Test
  void groupsAreMadeSortedAndFiltered() {
    assertThat(
        data(
            "lower(metadata.model) AS model, count(1) AS n",
            "GROUP BY lower(metadata.model) HAVING count(1) >= 1 ORDER BY n DESC, model LIMIT 2"),
        equalTo("[{\"model\":\"m1\",\"n\":3},{\"model\":null,\"n\":1}]"));
    assertThat(data("count(1) AS n", "WHERE id = 'zz'"), equalTo("[{\"n\":0}]"));
    assertThat(data("id, count(1) AS n", "WHERE id = 'zz' GROUP BY id"), equalTo("[]"));
  }

  @Test
  void columnsAreNamedByTheirLastPartOrTheirAlias() {
    assertThat(
        data(
            "metadata.model, output, scores['x y'], span_attributes.type AS `t y`",
            "WHERE id = 'a'"),
        equalTo("[{\"model\":\"m1\",\"output\":\"It's 10%\",\"x y\":0.5,\"t y\":\"eval\"}]"));
  }

  @Test
  void cursorsWalkThroughAllRowsAndEndWithAnEmptyPage() {
    for (String order :
        List.of("", "ORDER BY _pagination_key", "ORDER BY _xact_id DESC", "ORDER BY _xact_id")) {
      List<String> seen = new ArrayList<>();
      String offset = "";
      int pages = 0;
      do {
        TestClient.Answer page = sql("id", order + " LIMIT 2" + offset);
        page.rows().forEach(row -> seen.add(row.path("id").asText()));
        String cursor = page.json().path("cursor").asText();
        assertThat(page.header("x-bt-cursor"), equalTo(cursor));
        offset = cursor.isEmpty() ? "" : " OFFSET '" + cursor + "'";
        pages++;
      } while (!offset.isEmpty());

      assertThat(order, seen, equalTo(ids(order)));
      assertThat(order, pages, is(4));
    }
    assertThat(sql("id", "ORDER BY created").json().has("cursor"), is(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT id FROM experiment('E') JOIN dataset('x') ON 1 = 1 | JOIN",
        "SELECT DISTINCT id FROM experiment('E') | DISTINCT",
        "SELECT id FROM experiment('E') t | alias",
        "SELECT id FROM experiment('E') UNION SELECT id FROM experiment('E') | UNION",
        "SELECT id FROM (SELECT 1) | FROM",
        "SELECT id FROM rows | FROM",
        "SELECT id | FROM",
        "SELECT id FROM prompt('E') | prompt",
        "SELECT id FROM experiment(E) | argument",
        "SELECT id FROM experiment('E') LIMIT 1001 | 1001",
        "SELECT id FROM experiment('E') LIMIT ALL | LIMIT",
        "SELECT id FROM experiment('E') LIMIT 5 OFFSET 10 | OFFSET",
        "SELECT id FROM experiment('E') LIMIT 5 OFFSET 'x' | cursor",
        "SELECT id FROM experiment('E') ORDER BY created LIMIT 5 OFFSET 'ah10QAAHAAA' | cursor",
        "SELECT id FROM experiment('E') ORDER BY 1 | number",
        "SELECT id FROM experiment('E') ORDER BY id NULLS LAST | NULLS",
        "SELECT id FROM experiment('E') FETCH FIRST 5 ROWS ONLY | FETCH",
        "SELECT id FROM experiment('E') FOR UPDATE | FOR UPDATE",
        "SELECT *, id FROM experiment('E') | *",
        "SELECT id, metadata.id FROM experiment('E') | 'id'",
        "SELECT row_number() OVER (ORDER BY id) FROM experiment('E') | OVER",
        "SELECT count(DISTINCT id, output) FROM experiment('E') | one argument",
        "SELECT id, count(1) FROM experiment('E') | GROUP BY",
        "SELECT id FROM experiment('E') HAVING id = 'a' | HAVING",
        "SELECT id FROM experiment('E') WHERE count(1) > 1 | aggregate",
        "SELECT id FROM experiment('E') WHERE id IN (SELECT 1) | IN",
        "SELECT id FROM experiment('E') WHERE id = NULL | IS NULL",
        "SELECT id FROM experiment('E') WHERE id LIKE 'a!%' ESCAPE '!' | ESCAPE",
        "SELECT id FROM experiment('E') WHERE id SIMILAR TO 'a' | SIMILAR",
        "SELECT id FROM experiment('E') WHERE EXISTS (SELECT 1) | EXISTS",
        "SELECT id FROM experiment('E') WHERE created > 'yesterday' | yesterday",
        "SELECT id FROM experiment('E') WHERE created > NOW() - INTERVAL '7 days' | 7 days",
        "SELECT id FROM experiment('E') WHERE _xact_id > 'abc' | abc",
        "SELECT id FROM experiment('E') WHERE id::text = 'a' | cast",
        "SELECT id FROM experiment('E') WHERE id BETWEEN SYMMETRIC 'a' AND 'b' | SYMMETRIC",
        "SELECT id FROM experiment('E') QUALIFY id = 'a' | QUALIFY",
        "WITH x AS (SELECT 1) SELECT id FROM experiment('E') | WITH",
        "SELECT lower(id, id) FROM experiment('E') | arguments",
        "SELECT id FROM experiment('nope') | nope",
        "SELECT id FRM experiment('E') | Invalid query",
        "DELETE FROM experiment | SELECT",
        "SELECT id FROM experiment('E', shape => 'rows') | rows",
        "SELECT id FROM experiment('E'), dataset('x') | two sources",
        "SELECT id FROM experiment('E') LEFT JOIN dataset('x') | JOIN",
        "SELECT id FROM experiment('E') INTERSECT SELECT 1 | INTERSECT",
        "SELECT id FROM experiment('E') EXCEPT SELECT 1 | EXCEPT",
        "SELECT id FROM experiment('E') WHERE id = (SELECT 1) | subquery",
        "SELECT id FROM experiment('E') WHERE tags INCLUDES 'x' | INCLUDES",
        "SELECT id FROM experiment('E') WHERE tags CONTAINS 'x' | CONTAINS",
        "SELECT id FROM experiment('E') WHERE ANY_SPAN(is_root) | ANY_SPAN",
        "SELECT id FROM experiment('E', shape => 'traces') WHERE ANY_SPAN(ANY_SPAN(is_root))| ANY_SPAN",
        "SELECT id FROM experiment('E') WHERE FILTER_SPANS(is_root) | FILTER_SPANS",
        "SELECT id FROM experiment('E') SETTINGS speed = 1 | speed",
        "SELECT id FROM experiment('E') WHERE scores.\"x y\" = 1 | memory access out of bounds",
        "SELECT sum(scores.n) FROM experiment('E') PIVOT(sum(scores.n) FOR id IN ('a')) | IN (ANY)",
        "SELECT percentile(scores.n, 2) FROM experiment('E') | percentile",
        "SELECT date_trunc('fortnight', created) FROM experiment('E') | fortnight",
        "SELECT CASE lower(id) WHEN 'a' THEN 1 END FROM experiment('E') | CASE",
        "SELECT nosuch(id) FROM experiment('E') | nosuch",
        "SELECT id FROM experiment('E') GROUP BY 2 | GROUP BY 2",
        "SELECT id FROM experiment('E') WHERE id = 'a | Column: 78",
      })
  void whatIsNotSupportedIsRefusedByName(String query, String named) {
    TestClient.Answer answer = CLIENT.sql(query.replace("'E'", "'" + log + "'").replace('¦', '|'));

    assertThat(answer.body(), answer.status(), is(400));
    assertThat(answer.json().path("Code").asText(), is("BadRequestError"));
    assertThat(answer.json().path("Message").asText(), containsString(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\":{\"select\":[]}}",
        "{\"query\":\"SELECT id FROM experiment('E')\",\"fmt\":\"parquet\"}",
        "{\"query\":\"SELECT id FROM project_logs('P')\",\"version\":\"1\"}",
        "{\"query\":\"SELECT id FROM experiment('E')\",\"version\":\"x\"}",
        "{\"query\":\"SELECT id FROM experiment('E')\",\"fmt\":\"csv\"}",
        "{\"query\":\"SELECT id FROM experiment('E')\",\"tz_offset\":5000}",
        "{\"query\":\"SELECT id FROM experiment('E')\",\"lint_mode\":\"harsh\"}",
        "{\"query\":7}",
        "{}",
        "[]",
        "{\"query\"",
      })
  void whatABodyCannotSayIsRefused(String body) {
    TestClient.Answer answer =
        CLIENT.post(
            "/btql", body.replace("'E'", "'" + log + "'").replace("'P'", "'" + project + "'"));

    assertThat(answer.body(), answer.status(), is(400));
  }

  @Test
  void severalLogsAreReadAsOne() {
    String other = CLIENT.project("sql two");
    CLIENT.insert("project_logs", project, "{\"id\":\"p1\"}");
    CLIENT.insert("project_logs", other, "{\"id\":\"p2\"}");
    CLIENT.insert("project_logs", project, "{\"id\":\"p3\"}");

    TestClient.Answer answer =
        CLIENT.sql(
            "SELECT id FROM project_logs('%s','%s', shape => 'spans')".formatted(project, other));

    assertThat(
        answer.json().path("data").toString(),
        equalTo("[{\"id\":\"p3\"},{\"id\":\"p2\"},{\"id\":\"p1\"}]"));
    assertThat(answer.json().path("warnings").size(), is(1));
    assertThat(answer.json().path("realtime_state").path("type").asText(), is("on"));
    assertThat(answer.json().path("schema").path("items").path("properties").has("id"), is(true));
  }

  private static TestClient.Answer sql(String columns, String rest) {
    return CLIENT.sql("SELECT %s FROM experiment('%s') %s".formatted(columns, log, rest));
  }

  private static String data(String columns, String rest) {
    String body = sql(columns, rest).body();
    return body.substring("{\"data\":".length(), body.indexOf(",\"schema\""));
  }

  private static List<String> ids(String rest) {
    TestClient.Answer answer = sql("id", rest);
    assertThat(answer.body(), answer.status(), is(200));
    return answer.rows().stream().map(row -> row.path("id").asText()).toList();
  }

  private static List<String> split(String ids) {
    return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
  }
}
