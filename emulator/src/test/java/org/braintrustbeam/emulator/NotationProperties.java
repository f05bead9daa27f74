package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for any query: the notations agree, and no text takes the server down. */
class NotationProperties {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static final Map<String, String> OPERATORS =
      Map.of(
          "=", "eq", "!=", "ne", "<", "lt", "<=", "le", ">", "gt", ">=", "ge", "LIKE", "like",
          "MATCH", "match");
  private static String log = "";

  @BeforeContainer
  static void writeRows() {
    log = CLIENT.experiment(CLIENT.project("properties"), "rows");
    CLIENT.insert(
        "experiment",
        log,
        """
        {"id":"a","input":"it's","metadata":{"n":1,"t":"a"},"tags":["x"]},
        {"id":"b","input":"a \\\\ b","metadata":{"n":2.5,"t":"it's"},"tags":["x","it's"]},
        {"id":"c","metadata":{"n":-3,"t":null},"error":"%"},
        {"id":"d","input":{"x":"a"},"metadata":{"t":true},"created":"+99999-01-01T00:00:00Z"}
        """);
  }

  @AfterContainer
  static void stop() {
    EMULATOR.close();
  }

  /** One condition in the three notations. */
  record Filter(String sql, String btql, String json) {}

  @Property(tries = 300)
  void theThreeNotationsAnswerTheSameRows(@ForAll("filters") Filter filter) {
    String from = "experiment('" + log + "')";
    List<String> answers =
        List.of(
            rows(CLIENT.sql("SELECT id FROM " + from + " WHERE " + filter.sql())),
            rows(CLIENT.sql("select: id | from: " + from + " | filter: " + filter.btql())),
            rows(CLIENT.post("/btql", json(filter.json()))));

    assertThat(filter.toString(), answers.get(1), equalTo(answers.get(0)));
    assertThat(filter.toString(), answers.get(2), equalTo(answers.get(0)));
  }

  @Provide
  Arbitrary<Filter> filters() {
    return filters(3);
  }

  private static Arbitrary<Filter> filters(int depth) {
    Arbitrary<Filter> plain =
        Combinators.combine(
                Arbitraries.of("id", "input", "metadata.n", "metadata.t", "tags", "error"),
                Arbitraries.of(OPERATORS.keySet()),
                values())
            .as(NotationProperties::comparison);
    if (depth == 0) {
      return plain;
    }
    Arbitrary<Filter> inner = filters(depth - 1);
    return Arbitraries.oneOf(
        plain,
        inner.map(NotationProperties::not),
        Combinators.combine(Arbitraries.of("AND", "OR"), inner, inner)
            .as(NotationProperties::both));
  }

  private static Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.of("a", "it's", "x", "\\", "a \\ b", "%", "", "ä").map(text -> (Object) text),
        Arbitraries.of(1, -3, 0).map(number -> (Object) number));
  }

  private static Filter comparison(String path, String operator, Object value) {
    boolean textual = operator.equals("LIKE") || operator.equals("MATCH");
    Object wanted = textual ? value.toString() : value;
    String sql = wanted.toString();
    String btql = sql;
    if (wanted instanceof String text) {
      sql = "'" + text.replace("'", "''") + "'";
      btql = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
    ObjectNode json = TestClient.JSON.createObjectNode().put("op", OPERATORS.get(operator));
    json.putObject("left").put("op", "ident").putPOJO("name", List.of(path.split("\\.")));
    json.putObject("right").put("op", "literal").putPOJO("value", wanted);
    String left = path + " " + operator + " ";
    return new Filter(left + sql, left + btql, json.toString());
  }

  private static Filter not(Filter inner) {
    return new Filter(
        "NOT (" + inner.sql() + ")",
        "not (" + inner.btql() + ")",
        "{\"op\":\"not\",\"expr\":" + inner.json() + "}");
  }

  private static Filter both(String word, Filter left, Filter right) {
    return new Filter(
        "(" + left.sql() + " " + word + " " + right.sql() + ")",
        "(" + left.btql() + " " + word.toLowerCase(Locale.ROOT) + " " + right.btql() + ")",
        "{\"op\":\"%s\",\"children\":[%s,%s]}"
            .formatted(word.toLowerCase(Locale.ROOT), left.json(), right.json()));
  }

  private static String json(String filter) {
    return ("{\"query\":{\"select\":[{\"op\":\"ident\",\"name\":[\"id\"]}],\"from\":{\"op\":"
            + "\"function\",\"name\":{\"op\":\"ident\",\"name\":[\"experiment\"]},\"args\":[{\"op\":"
            + "\"literal\",\"value\":\"%s\"}]},\"filter\":%s}}")
        .formatted(log, filter);
  }

  private static String rows(TestClient.Answer answer) {
    assertThat(answer.body(), answer.status(), is(200));
    return answer.rows().toString();
  }

  @Property(tries = 1500)
  void anyTextIsAnsweredOrRefused(@ForAll("texts") String text) {
    TestClient.Answer answer = CLIENT.sql(text.replace("EXP", "experiment('" + log + "')"));
    assertThat(text + answer.body(), answer.status(), is(oneOf(200, 400)));
  }

  /** Pieces of queries in any order: nearly right is what breaks parsers. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "id",
            "input",
            "metadata.n",
            "tags[-1]",
            "tags",
            "'a'",
            "\"a\"",
            "'",
            "\"",
            "`",
            "1",
            "-1",
            "1e999999999",
            "1e-999999999",
            "1e99999999999",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "?",
            ":",
            "|",
            "||",
            "+",
            "-",
            "*",
            "/",
            "%",
            "=",
            "<=>",
            "=>",
            "AND",
            "OR",
            "NOT",
            "IN",
            "LIKE",
            "MATCH",
            "IS NULL",
            "BETWEEN",
            "CASE WHEN",
            "THEN",
            "ELSE",
            "END",
            "INTERVAL",
            "999999999 YEAR",
            "NOW() -",
            "created",
            "count(1)",
            "sum(",
            "round(",
            "to_integer(",
            "day(",
            "percentile(",
            "any_span(",
            "filter_spans(",
            "search(",
            "concat(",
            "GROUP BY",
            "HAVING",
            "ORDER BY",
            "LIMIT 3",
            "OFFSET 'x'",
            "UNPIVOT (v FOR k IN (scores))",
            "PIVOT(count(1) FOR id IN (ANY))",
            "SETTINGS preview_length = 3",
            "filter:",
            "sort:",
            "unpivot: tags as (t)",
            "sample: 2",
            "limit: 3",
            "\\",
            "\u0000",
            "\ud83d\ude00",
            "é");
    Arbitrary<String> start =
        Arbitraries.of(
            "SELECT id FROM EXP WHERE ",
            "SELECT ",
            "select: id | from: EXP | filter: ",
            "SELECT * FROM EXP ",
            "select: * | from: EXP summary | filter: ",
            "from: EXP | select: ",
            "dimensions: id | measures: count(1) | from: EXP | filter: ",
            "");
    Arbitrary<String> rest = piece.list().ofMaxSize(12).map(pieces -> String.join(" ", pieces));
    Arbitrary<String> end = Arbitraries.of("", "", " FROM EXP", " | from: EXP");
    return Combinators.combine(start, rest, end).as((a, b, c) -> a + b + c);
  }

  @Property(tries = 300)
  void anyCharactersAreAnsweredOrRefused(@ForAll String text) {
    TestClient.Answer answer = CLIENT.sql(text);
    assertThat(text + answer.body(), answer.status(), is(oneOf(200, 400)));
  }

  @Example
  void deepAndLongTextsAreRefusedOrAnsweredAtOnce() {
    String from = " FROM experiment('" + log + "')";
    int many = 100_000;
    List<String> texts =
        List.of(
            "SELECT " + "(".repeat(many),
            "SELECT " + "(".repeat(many) + "1" + ")".repeat(many) + from,
            "SELECT " + "NOT ".repeat(many) + "1" + from,
            "SELECT " + "- ".repeat(many) + "1" + from,
            "SELECT 1" + " + 1".repeat(many) + from,
            "SELECT id" + " IS NULL".repeat(many) + from,
            "SELECT " + "1 ? ".repeat(many) + from,
            "SELECT " + "CASE WHEN ".repeat(many) + from,
            "SELECT " + "lower(".repeat(many) + from,
            "SELECT " + "(".repeat(90) + "id" + " BETWEEN 1 AND 2)".repeat(90) + " AS x" + from,
            "SELECT " + "CASE (".repeat(40) + "id" + ") WHEN 1 THEN 1 WHEN 2 THEN 2 END".repeat(40),
            "SELECT id" + from + " WHERE id = 'a'" + " OR id = 'b'".repeat(many),
            "SELECT id" + from + " WHERE id IN ('a'" + ",'b'".repeat(many) + ")",
            "SELECT id" + from + " WHERE input LIKE '" + "%a".repeat(many / 10) + "'",
            "SELECT a" + ".a".repeat(many) + from,
            "SELECT 1" + "0".repeat(many) + from,
            "select: " + "[".repeat(many) + "| from: x('y')");
    for (String text : texts) {
      long start = System.nanoTime();
      TestClient.Answer answer = CLIENT.sql(text);
      String shown = text.substring(0, 40);
      assertThat(shown + answer.status(), answer.status(), is(oneOf(200, 400)));
      assertThat(shown, System.nanoTime() - start, lessThan(60_000_000_000L));
    }
  }

  @Example
  void deepJsonIsRefused() {
    for (int depth : List.of(150, 900, 100_000)) {
      String filter = "{\"op\":\"not\",\"expr\":".repeat(depth) + "{}" + "}".repeat(depth);
      assertThat(CLIENT.post("/btql", json(filter)).status(), is(400));
    }
  }
}
