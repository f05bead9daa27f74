package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BTQL and the JSON notation, in the forms that the official clients send. */
class NotationsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final TestClient CLIENT = new TestClient(EMULATOR.url(), "sk-test");
  private static String log = "";

  @BeforeAll
  static void writeRows() {
    log = CLIENT.experiment(CLIENT.project("notations"), "rows");
    CLIENT.insert(
        "experiment",
        log,
        """
        {"id":"a","input":"It's \\\\ here","tags":["x","y"],"metadata":{"model":"m1","n":1},
         "scores":{"ok":1},"span_attributes":{"type":"eval"},"created":"2026-06-01T10:00:00Z"},
        {"id":"b","input":"apple pie","metadata":{"model":"m2","n":2},"scores":{"ok":0.5},
         "span_attributes":{"type":"eval","purpose":"scorer"},"created":"2026-06-01T11:00:00Z"},
        {"id":"c","input":{"q":"an apple"},"metadata":{"model":"m1","n":3},
         "created":"2026-06-02T10:00:00Z"}
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
        "id = \"a\" and true # a",
        "id IN ['a', \"c\"] # a c",
        "id not in ('a','c') # b",
        "input = 'It\\'s \\\\ here' # a",
        "input = 'It''s \\\\ here' # a",
        "tags INCLUDES 'x' # a",
        "tags CONTAINS 'z' # ``",
        "NOT (tags includes 'x') # ``",
        "tags IS NULL AND metadata.n != 2 # c",
        "tags = null # b c",
        "tags != null # a",
        "input MATCH 'Apple' # b c",
        "input MATCH 'apple pi' # ``",
        "input MATCH 'an apple' # c",
        "(metadata.n > 1 ? id = 'b' : id = 'a') # a b",
        "metadata.n % 2 = 1 # a c",
        "-metadata.n < -1 # b c",
        "created >= NOW() - INTERVAL 3 DAY # ``",
        "created < '2026-06-02' and created isnotnull # a b",
        "scores.ok <=> null # c",
        "scores.ok <!=> 1 # b c",
        "metadata.model ILIKE 'M_' or search('pie') # a b c",
        "any_span(id = 'b') and id = 'zz' # !ANY_SPAN",
        "(root_span_id = 'q') OR (id = 'b') -- a comment # b",
      })
  void pipeFiltersSelect(String filter, String ids) {
    TestClient.Answer answer =
        pipe("select: id | from: experiment('%s') | filter: %s\n| sort: id asc", filter);
    if (ids.startsWith("!")) {
      assertThat(answer.body(), containsString(ids.substring(1)));
      return;
    }
    assertThat(answer.body(), ids(answer), equalTo(ids));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select: id | from: experiment('E') spans | sort: _pagination_key DESC | limit: 2",
        "select: id\nfrom: experiment(\"E\")\nlimit: 2",
        "| from: experiment('E') | select: id | preview_length: -1 | limit: 2",
        "from: experiment('E') spans\n| filter: true -- all\n| select: id as id\n| limit: 2\n",
      })
  void clausesStandInAnyOrder(String written) {
    String query = written.replaceAll("[\"']E[\"']", "'" + log + "'");
    TestClient.Answer answer = CLIENT.sql(query);
    assertThat(answer.body(), ids(answer), equalTo("c b"));

    String cursor = answer.json().path("cursor").asText();
    TestClient.Answer next = CLIENT.sql(query + " | cursor: \"" + cursor + "\"");
    assertThat(next.body(), ids(next), equalTo("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "dimensions: metadata.model | measures: count(1) as n, sum(metadata.n) as s | sort: model"
            + "# [{\"model\":\"m1\",\"n\":2,\"s\":4},{\"model\":\"m2\",\"n\":1,\"s\":2}]",
        "measures: count(1) | filter: metadata.n > 1 # [{\"count(1)\":2}]",
        "measures: count(1) as n | dimensions: day(created) as day | sort: n desc"
            + "# [{\"day\":\"2026-06-01T00:00:00Z\",\"n\":2},{\"day\":\"2026-06-02T00:00:00Z\",\"n\":1}]",
        "dimensions: metadata.model as m | measures: count(1) as n | final_filter: n > 1"
            + "# [{\"m\":\"m1\",\"n\":2}]",
        "select: id, tag | unpivot: tags as (tag) # [{\"id\":\"a\",\"tag\":\"x\"},{\"id\":\"a\",\"tag\":\"y\"}]",
        "dimensions: score | measures: avg(value) as v | unpivot: scores as (score, value)"
            + "# [{\"score\":\"ok\",\"v\":0.75}]",
        "dimensions: metadata.model | measures: count(1) as n | pivot: n | sort: model"
            + "# [{\"m1_n\":2,\"m2_n\":1}]",
        "select: id | filter: metadata.n > 1 | final_filter: id > 'b' # [{\"id\":\"c\"}]",
        "select: id | sample: 0% # []",
        "select: id | sample: 100% | sort: id # [{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}]",
        "select: metadata.model, metadata.n as n | sort: n | limit: 1 # [{\"model\":\"m1\",\"n\":1}]",
      })
  void pipeClauses(String clauses, String data) {
    TestClient.Answer answer = CLIENT.sql("from: experiment('" + log + "') | " + clauses);
    assertThat(answer.body(), answer.json().path("data").toString(), equalTo(data));
  }

  @Test
  void aSampleOfSoManyRowsIsTheSameEachTime() {
    String query = "select: id | from: experiment('" + log + "') | sample: 2 seed 5 | sort: id";
    TestClient.Answer first = CLIENT.sql(query);

    assertThat(first.rows().size(), is(2));
    assertThat(ids(CLIENT.sql(query)), equalTo(ids(first)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{'op':'eq','left':{'op':'ident','name':['id']},'right':{'op':'literal','value':'a'}} # a",
        "{'op':'and','children':[{'op':'ge','left':{'op':'ident','name':['created']},"
            + "'right':{'op':'literal','value':'1970-01-01T00:00:00Z'}},"
            + "{'btql':'metadata.model = \\'m1\\''}]} # a c",
        "{'op':'and','left':{'btql':'is_root'},'right':{'op':'ne','left':"
            + "{'op':'ident','name':['tags']},'right':{'op':'literal','value':null}}} # a",
        "{'op':'in','left':{'op':'ident','name':['id']},'right':{'op':'literal','value':['a','b']}}"
            + "# a b",
        "{'op':'or','children':[{'op':'isnull','expr':{'op':'ident','name':"
            + "['span_attributes','purpose']}},{'op':'ne','left':{'op':'ident','name':"
            + "['span_attributes','purpose']},'right':{'op':'literal','value':'scorer'}}]} # a c",
        "{'op':'not','expr':{'op':'isnotnull','expr':{'op':'ident','name':['scores','ok']}}} # c",
        "{'op':'includes','left':{'op':'ident','name':['tags']},'right':{'op':'literal','value':'y'}}"
            + "# a",
        "{'op':'eq','left':{'op':'ident','name':['tags',-1]},'right':{'op':'literal','value':'y'}} # a",
        "{'op':'match','left':{'op':'ident','name':['input']},'right':{'op':'literal','value':'pie'}}"
            + "# b",
        "{'op':'ilike','left':{'op':'ident','name':['input']},'right':{'op':'literal','value':'%PIE'}}"
            + "# b",
        "{'op':'gt','left':{'op':'add','left':{'op':'ident','name':['metadata','n']},'right':"
            + "{'op':'neg','expr':{'op':'literal','value':1}}},'right':{'op':'literal','value':0}} # b c",
        "{'op':'lt','left':{'op':'ident','name':['created']},'right':{'op':'sub','left':{'op':"
            + "'function','name':{'op':'ident','name':['now']},'args':[]},'right':{'op':'interval',"
            + "'value':1,'unit':'hour'}}} # a b c",
        "{'op':'if','conds':[{'cond':{'btql':'metadata.n > 2'},'then':{'op':'literal','value':true}}],"
            + "'else':{'op':'literal','value':false}} # c",
      })
  void jsonFiltersSelect(String filter, String ids) throws Exception {
    TestClient.Answer answer =
        ast(
            "{'select':[{'op':'ident','name':['id']}],'from':FROM,'filter':%s,"
                + "'sort':[{'expr':{'op':'ident','name':['id']},'dir':'asc'}]}",
            filter);
    assertThat(answer.body(), ids(answer), equalTo(ids));
  }

  @Test
  void theFetchersOfTheSdksAreServed() throws Exception {
    TestClient.Answer page =
        ast("{'select':[{'op':'star'}],'from':FROM,'cursor':null,'limit':%s}", "2");
    assertThat(page.body(), ids(page), equalTo("c b"));

    TestClient.Answer next =
        ast(
            "{'select':[{'op':'star'}],'from':FROM,'limit':2,'cursor':'%s'}",
            page.json().path("cursor").asText());
    assertThat(next.body(), ids(next), equalTo("a"));
    assertThat(next.rows().get(0).path("input").asText(), equalTo("It's \\ here"));
  }

  @Test
  void theOldSpellingOfSortIsUnderstood() throws Exception {
    String query =
        "{'select':[{'op':'star'}],'from':FROM,'order_by':[{'expr':{'op':'ident','name':"
            + "['_pagination_key']},'asc':%s}]}";
    assertThat(ids(ast(query, "true")), equalTo("a b c"));
    assertThat(ids(ast(query, "false")), equalTo("c b a"));
  }

  @Test
  void jsonGroupsAndNamesColumns() throws Exception {
    TestClient.Answer answer =
        ast(
            "{'dimensions':[{'alias':'m','expr':{'op':'ident','name':['metadata','model']}}],"
                + "'measures':[{'alias':'n','expr':{'op':'function','name':{'op':'ident','name':"
                + "['count']},'args':[{'op':'literal','value':1}]}}],'from':FROM,"
                + "'sort':[{'expr':{'op':'ident','name':['n']},'dir':'%s'}]}",
            "desc");
    assertThat(
        answer.json().path("data").toString(),
        equalTo("[{\"m\":\"m1\",\"n\":2},{\"m\":\"m2\",\"n\":1}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "select: id | from: experiment('E') | frobnicate: 1 # frobnicate",
        "select: id | from: experiment('E') | select: id # second 'select'",
        "select: id | measures: count(1) | from: experiment('E') # beside",
        "from: experiment('E') # selects no column",
        "select: id # no 'from'",
        "select: id | from: experiment('E') rows # not a shape",
        "select: id | from: prompt('E') # prompt",
        "select: id | from: experiment('E') | limit: 1001 # 1001",
        "select: id | from: experiment('E') | filter: id = 'a # quote",
        "select: id | from: experiment('E') | filter: id ~ 'a' # Column: 84",
        "select: id | from: experiment('E') | sample: 1.5 # sample",
        "hello # SELECT",
      })
  void whatBtqlDoesNotHaveIsRefused(String query, String named) {
    TestClient.Answer answer = CLIENT.sql(query.replace("'E'", "'" + log + "'"));
    assertThat(answer.body(), answer.status(), is(400));
    assertThat(answer.json().path("Message").asText(), containsString(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{'select':[{'op':'star'}]} # no 'from'",
        "{'select':[{'op':'star'}],'from':{'op':'ident','name':['x']}} # no function",
        "{'select':[{'op':'star'}],'from':FROM,'infer':[1]} # infer",
        "{'select':[{'op':'frob'}],'from':FROM} # frob",
        "{'select':[{'op':'eq','left':{'op':'star'}}],'from':FROM} # eq",
        "{'select':[7],'from':FROM} # object",
        "{'select':[{'op':'star'}],'from':FROM,'limit':'x'} # limit",
        "{'select':[{'op':'ident','name':[1]}],'from':FROM} # ident",
        "{'select':[{'btql':'id ='}],'from':FROM} # expression",
        "{'select':[{'op':'star'}],'from':FROM,'filter':{'op':'in','left':{'op':'ident','name':"
            + "['id']},'right':{'op':'literal','value':[]}}} # empty list",
        "{'select':[{'op':'add','left':{'op':'literal','value':1e99999999999},'right':{'op':"
            + "'literal','value':1}}],'from':FROM} # too large",
      })
  void whatJsonCannotSayIsRefused(String query, String named) throws Exception {
    TestClient.Answer answer = ast(query, "");
    assertThat(answer.body(), answer.status(), is(400));
    assertThat(answer.json().path("Message").asText(), containsString(named));
  }

  private static TestClient.Answer pipe(String query, String filter) {
    return CLIENT.sql(query.formatted(log, filter));
  }

  /** Single quotes stand for double ones here, and FROM for the experiment. */
  private static TestClient.Answer ast(String query, String arg) throws Exception {
    String json =
        query
            .replace("%s", arg)
            .replace("\\'", "\u0001")
            .replace('\'', '"')
            .replace('\u0001', '\'')
            .replace(
                "FROM",
                "{\"op\":\"function\",\"name\":{\"op\":\"ident\",\"name\":[\"experiment\"]},"
                    + "\"args\":[{\"op\":\"literal\",\"value\":\""
                    + log
                    + "\"}],\"shape\":\"spans\"}");
    ObjectNode body = TestClient.JSON.createObjectNode();
    body.putRawValue("query", new RawValue(json));
    body.put("use_columnstore", false)
        .put("brainstore_realtime", true)
        .put("api_version", 1)
        .put("query_source", "test");
    return CLIENT.post("/btql", body.toString());
  }

  private static String ids(TestClient.Answer answer) {
    return String.join(" ", answer.rows().stream().map(row -> row.path("id").asText()).toList());
  }
}
