package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions: published in bulk, listed, deleted. */
class FunctionsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk");
  private String project = "";

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @BeforeEach
  void makeAProject() {
    project = client.project("functions-" + System.nanoTime());
  }

  private String facet(String slug, String prompt, String more) {
    return ("{\"project_id\":\"%s\",\"name\":\"N\",\"slug\":\"%s\",\"function_type\":\"facet\","
            + "\"function_data\":{\"type\":\"facet\",\"prompt\":\"%s\"}%s}")
        .formatted(project, slug, prompt, more);
  }

  private TestClient.Answer publish(String... functions) {
    return client.post(
        "/insert-functions", "{\"functions\":[" + String.join(",", functions) + "]}");
  }

  private List<String> prompts(String rest) {
    List<String> prompts = new ArrayList<>();
    client
        .get("/v1/function?project_id=" + project + rest)
        .json()
        .path("objects")
        .forEach(one -> prompts.add(one.path("function_data").path("prompt").asText()));
    return prompts;
  }

  @Test
  void publishedFunctionsAreListedNewestFirst() {
    TestClient.Answer answer = publish(facet("a", "one", ""), facet("b", "two", ",\"more\":1.10"));

    assertThat(answer.body(), answer.status(), is(200));
    assertThat(answer.json().path("ignored_count").asInt(), is(0));
    assertThat(prompts(""), contains("two", "one"));
    assertThat(prompts("&slug=a"), contains("one"));
    assertThat(prompts("&limit=1"), contains("two"));
    assertThat(prompts("&function_type=scorer"), empty());
    JsonNode first = answer.json().path("functions").get(1);
    TestClient.Answer shown = client.get("/v1/function/" + first.path("id").asText());
    JsonNode stored = shown.json();
    assertThat(stored.path("_xact_id"), equalTo(answer.json().path("xact_id")));
    assertThat(shown.body(), containsString("\"more\":1.10"));
    assertThat(stored.has("if_exists"), is(false));
  }

  @Test
  void aTakenSlugIsRefusedUnlessItIsSaidWhatToDo() {
    publish(facet("a", "one", ""));
    TestClient.Answer refused = publish(facet("b", "b", ""), facet("a", "two", ""));
    TestClient.Answer twice = publish(facet("c", "1", ""), facet("c", "2", ""));

    assertThat(refused.status(), is(400));
    assertThat(refused.body(), containsString("'a'"));
    assertThat(twice.status(), is(400));
    assertThat(prompts(""), contains("one"));
  }

  @Test
  void ignoreKeepsAndReplaceReplacesWithoutANewId() {
    JsonNode made = publish(facet("a", "one", "")).json().path("functions").get(0);
    JsonNode ignored = publish(facet("a", "two", ",\"if_exists\":\"ignore\"")).json();

    assertThat(prompts(""), contains("one"));
    assertThat(ignored.path("ignored_count").asInt(), is(1));
    assertThat(ignored.path("functions").get(0).path("found_existing").asBoolean(), is(true));
    JsonNode replaced = publish(facet("a", "three", ",\"if_exists\":\"replace\"")).json();
    assertThat(prompts(""), contains("three"));
    assertThat(replaced.path("functions").get(0).path("id"), equalTo(made.path("id")));
    assertThat(replaced.path("xact_id"), not(ignored.path("xact_id")));
    assertThat(publish(facet("a", "x", ",\"if_exists\":\"maybe\"")).status(), is(400));
  }

  @Test
  void oneByOnePostKeepsAndPutReplaces() {
    client.post("/v1/function", facet("a", "one", ""));
    TestClient.Answer again = client.post("/v1/function", facet("a", "two", ""));
    TestClient.Answer put = client.put("/v1/function", facet("a", "three", ""));

    assertThat(again.header("x-bt-found-existing"), is("true"));
    assertThat(again.json().path("function_data").path("prompt").asText(), is("one"));
    assertThat(put.json().path("id"), equalTo(again.json().path("id")));
    assertThat(prompts(""), contains("three"));
    client.delete("/v1/function/" + put.json().path("id").asText());
    assertThat(prompts(""), empty());
  }
}
