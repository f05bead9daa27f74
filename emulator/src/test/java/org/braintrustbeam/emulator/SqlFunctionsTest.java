package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each function, operator and clause of the dialect makes of a few rows. */
class SqlFunctionsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static String log = "";

  @BeforeAll
  static void writeRows() {
    log = CLIENT.experiment(CLIENT.project("functions"), "rows");
    CLIENT.insert(
        "experiment",
        log,
        """
        {"id":"a","input":"Order of the_phrase","output":"{\\"k\\":{\\"v\\":1}}","tags":["x","y"],
         "scores":{"ok":1,"nice one":0.25},"metrics":{"start":10.5,"end":12,"estimated_cost":0.5},
         "metadata":{"n":1.005,"big":1e-999999999,"s":"12.7","when":1780315199.5,"b":"TRUE"},
         "created":"2026-05-31T23:59:58.500Z","span_attributes":{"type":"llm"}},
        {"id":"b","input":["phrase","order"],"scores":{"ok":0.5},"metrics":{"start":1,"end":5},
         "metadata":{"n":-2.5},"created":"2026-06-03T10:20:30.456Z","span_attributes":{"type":"llm"}},
        {"id":"c","input":{"text":"50% off"},"scores":{"ok":0},"metadata":{"n":10},
         "created":"2026-06-03T10:59:00Z","span_attributes":{"type":"task"}}
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
        "metadata.n > 0 ? 'plus' : 'minus' # \"plus\"",
        "metadata.n > 5 ? 1 : metadata.n > 0 ? 2 : 3 # 2",
        "CASE WHEN metadata.n > 5 THEN 1 WHEN metadata.n > 0 THEN 2 ELSE 3 END # 2",
        "CASE id WHEN 'b' THEN 1 WHEN 'a' THEN 'one' END # \"one\"",
        "CASE WHEN false THEN 1 END # null",
        "metadata.none <=> NULL # true",
        "metadata.n <!=> 1.005 # false",
        "input MATCH 'ORDER of' # true",
        "input MATCH 'of order' # false",
        "input MATCH 'phrase' # true",
        "input MATCH 'phras' # false",
        "search('the phrase') # true",
        "search('v k') # false",
        "contains(tags, 'x') # true",
        "contains(input, 'z') # false",
        "input LIKE '%the\\_phrase' # true",
        "id LIKE '\\_' # false",
        "id ILIKE 'A' # true",
        "json_extract(output, 'k') # {\"v\":1}",
        "json_extract(metadata, 's') # \"12.7\"",
        "json_extract(input, 'k') # null",
        "nullif(id, 'a') # null",
        "least(metadata.n, NULL, 3) # 1.005",
        "greatest(metadata.n, 3, 2) # 3",
        "round(metadata.n, 2) # 1.01",
        "round(2.5) # 3",
        "round(metadata.big, 3) # 0",
        "to_integer(metadata.big) # 0",
        "to_integer(metadata.s) # 12",
        "to_integer('-12.7') # -12",
        "to_number('1e3') # 1000",
        "to_number('x') # null",
        "to_number(true) # 1",
        "to_string(metadata.n) # \"1.005\"",
        "to_string(tags) # \"[\\\"x\\\",\\\"y\\\"]\"",
        "to_boolean(metadata.b) # true",
        "to_boolean(0) # false",
        "to_date(created) # \"2026-05-31\"",
        "to_datetime(metadata.when) # \"2026-06-01T11:59:59.500Z\"",
        "to_datetime('yesterday') # null",
        "created - to_interval('2 days') # \"2026-05-29T23:59:58.500Z\"",
        "created + INTERVAL 1 MONTH # \"2026-06-30T23:59:58.500Z\"",
        "second(created) # \"2026-05-31T23:59:58Z\"",
        "minute(created) # \"2026-05-31T23:59:00Z\"",
        "hour(created) # \"2026-05-31T23:00:00Z\"",
        "day(created) # \"2026-05-31T00:00:00Z\"",
        "week(created) # \"2026-05-25T00:00:00Z\"",
        "month(created) # \"2026-05-01T00:00:00Z\"",
        "year(created) # \"2026-01-01T00:00:00Z\"",
        "date_trunc('Hour', created) = hour(created) # true",
        "created < current_date() # true",
        "estimated_cost() # 0.5",
        "metrics.end - metrics.start # 1.5",
        "10 % 4 + -1 # 1",
        "1 / 0 # null",
        "2 + 3 * 4 - (1 - 2) # 15",
        "tags[0] || tags[-1] || '!' # \"xy!\"",
        "scores['nice one'] # 0.25",
        "\"a text\" # \"a text\"",
        "metadata.`n` # 1.005",
      })
  void expressionsHaveValues(String expression, String value) {
    TestClient.Answer answer = sql("SELECT %s AS v FROM E WHERE id = 'a'".formatted(expression));
    assertThat(answer.body(), answer.status(), is(200));
    assertThat(data(answer), equalTo("[{\"v\":" + value + "}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "SELECT count(*) AS n, count(distinct span_attributes.type) AS d FROM E # [{\"n\":3,\"d\":2}]",
        "SELECT count_distinct(span_attributes.type) AS d, any_value(tags) AS t FROM E"
            + "# [{\"d\":2,\"t\":[\"x\",\"y\"]}]",
        "SELECT percentile(scores.ok, 0.5) AS p, percentile(scores.ok, 0.75) AS q FROM E"
            + "# [{\"p\":0.5,\"q\":0.75}]",
        "SELECT percentile(scores.ok, 1) AS p FROM E WHERE id = 'zz' # [{\"p\":null}]",
        "SELECT sum(metadata.n > 0 ? 1 : 0) AS s FROM E # [{\"s\":2}]",
        "SELECT span_attributes.type, count(1) AS n FROM E GROUP BY 1 ORDER BY n"
            + "# [{\"type\":\"task\",\"n\":1},{\"type\":\"llm\",\"n\":2}]",
        "SELECT span_attributes.type, count(1) AS n FROM E GROUP BY type HAVING n > 1"
            + "# [{\"type\":\"llm\",\"n\":2}]",
        "SELECT day(created) AS d, count(1) AS n FROM E GROUP BY d ORDER BY d DESC LIMIT 1"
            + "# [{\"d\":\"2026-06-03T00:00:00Z\",\"n\":2}]",
        "SELECT span_attributes.type FROM E WHERE type = 'task' # [{\"type\":\"task\"}]",
        "SELECT id, score, v FROM E UNPIVOT (v FOR score IN (scores)) WHERE v < 1 ORDER BY v, id"
            + "# [{\"id\":\"c\",\"score\":\"ok\",\"v\":0},{\"id\":\"a\",\"score\":\"nice one\","
            + "\"v\":0.25},{\"id\":\"b\",\"score\":\"ok\",\"v\":0.5}]",
        "SELECT metadata.n, id FROM E UNPIVOT (id FOR _ IN (tags)) WHERE id = 'y'"
            + "# [{\"n\":1.005,\"id\":\"y\"}]",
        "SELECT tag, score FROM E UNPIVOT (tag FOR _ IN (tags)) UNPIVOT (v FOR score IN (scores))"
            + " ORDER BY tag, score LIMIT 2"
            + "# [{\"tag\":\"x\",\"score\":\"nice one\"},{\"tag\":\"x\",\"score\":\"ok\"}]",
        "SELECT score, AVG(v) AS a FROM E UNPIVOT (v FOR score IN (scores)) GROUP BY score"
            + " ORDER BY a # [{\"score\":\"nice one\",\"a\":0.25},{\"score\":\"ok\",\"a\":0.5}]",
        "SELECT score, SUM(v) FROM E UNPIVOT (v FOR score IN (scores))"
            + " PIVOT(SUM(v) FOR score IN (ANY))"
            + "# [{\"ok_sum(v)\":1.5,\"nice one_sum(v)\":0.25}]",
        "SELECT score, total FROM E UNPIVOT (v FOR score IN (scores))"
            + " PIVOT(SUM(v) AS total FOR score IN (ANY))"
            + "# [{\"ok_total\":1.5,\"nice one_total\":0.25}]",
        "SELECT * FROM E GROUP BY day(created) PIVOT(count(1) AS n FOR span_attributes.type IN (ANY))"
            + "# [{\"day(created)\":\"2026-06-03T00:00:00Z\",\"task_n\":1,\"llm_n\":1},"
            + "{\"day(created)\":\"2026-05-31T00:00:00Z\",\"llm_n\":1}]",
        "SELECT id FROM E WHERE 5 <= metadata.n OR id = 'a' OR id IN ('zz') ORDER BY id"
            + "# [{\"id\":\"a\"},{\"id\":\"c\"}]",
        "SELECT id, input FROM E WHERE id = 'a' SETTINGS preview_length = 5"
            + "# [{\"id\":\"a\",\"input\":\"Order\"}]",
        "SELECT id, input FROM E WHERE id = 'c' SETTINGS preview_length = 7"
            + "# [{\"id\":\"c\",\"input\":\"{\\\"text\\\"\"}]",
        "SELECT input.text FROM E WHERE id = 'c' SETTINGS preview_length = 2 # [{\"text\":\"50% off\"}]",
        "SELECT id FROM E ORDER BY len(tags) DESC, id DESC LIMIT 2 # [{\"id\":\"a\"},{\"id\":\"c\"}]",
        "SELECT id i, `id` AS j FROM E WHERE id = 'a' /* one */ -- two"
            + "# [{\"i\":\"a\",\"j\":\"a\"}]",
      })
  void queriesAnswer(String query, String data) {
    TestClient.Answer answer = sql(query);
    assertThat(answer.body(), answer.status(), is(200));
    assertThat(data(answer), equalTo(data));
  }

  @Test
  void daysBeginWhereTheCallerLives() {
    ObjectNode body =
        TestClient.JSON
            .createObjectNode()
            .put("query", inLog("SELECT day(created) AS d FROM E WHERE id = 'a'"))
            .put("tz_offset", 480);
    TestClient.Answer answer = CLIENT.post("/btql", body.toString());
    assertThat(data(answer), equalTo("[{\"d\":\"2026-05-31T08:00:00Z\"}]"));

    answer = CLIENT.post("/btql", body.put("tz_offset", -120).toString());
    assertThat(data(answer), equalTo("[{\"d\":\"2026-05-31T22:00:00Z\"}]"));
  }

  private static TestClient.Answer sql(String query) {
    return CLIENT.sql(inLog(query));
  }

  private static String inLog(String query) {
    return query.replace("FROM E", "FROM experiment('" + log + "')");
  }

  private static String data(TestClient.Answer answer) {
    int end = answer.body().indexOf(",\"schema\"");
    return answer.body().substring("{\"data\":".length(), end);
  }
}
