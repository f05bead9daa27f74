package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in model behind the LLM proxy: what it answers, and what is cached. */
class ProxyTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final String DATA =
      "User: my bag was lost in Lyon\\nAssistant: Sorry to hear that.\\nUser: thank you";

  private final TestClient client = new TestClient(EMULATOR.url(), "k");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void theAnswerSaysThatItIsFromAStandIn() {
    JsonNode answer = ask(user("What is the capital of France?"), "").json();

    assertThat(answer.path("model").asText(), equalTo("stand-in (asked for m)"));
    assertThat(answer.path("system_fingerprint").asText(), equalTo("stand-in"));
    assertThat(answer.path("object").asText(), equalTo("chat.completion"));
    assertThat(text(answer, 0), equalTo("Stand-in answer to: What is the capital of France?"));
    assertThat(answer.path("choices").path(0).path("finish_reason").asText(), equalTo("stop"));
    assertThat(
        answer.path("usage").toString(),
        equalTo("{\"prompt_tokens\":8,\"completion_tokens\":13,\"total_tokens\":21}"));
    assertThat(
        client.get("/v1/proxy/models").json().path("data").path(0).path("id").asText(),
        equalTo("stand-in"));
  }

  @Test
  void eachGroupOfSuffixMessagesHasItsOwnAnswer() {
    JsonNode answer =
        ask(
                user("Here is the data to analyze:\\n\\n" + DATA),
                ",\"suffix_messages\":[[%s],[%s],[%s]]"
                    .formatted(
                        user("You are extracting a \\\"Task\\\" facet: what the user wants to do"),
                        user("You are extracting an \\\"Issues\\\" facet"),
                        user("Sentiment: negative, neutral, positive or mixed?")))
            .json();

    assertThat(text(answer, 0), equalTo("my bag was lost in Lyon Assistant: Sorry to hear"));
    assertThat(text(answer, 1), equalTo("my bag was lost in Lyon"));
    assertThat(text(answer, 2), equalTo("Mixed"));
    assertThat(answer.path("choices").size(), is(3));
  }

  @Test
  void whatIsNotInTheDataIsNoMatch() {
    String calm = user("Here is the data to analyse: User: when does LH 12 leave?");

    assertThat(label(calm, "Which issues are there?"), equalTo("no_match"));
    assertThat(label(calm, "sentiment"), equalTo("Neutral"));
    assertThat(label(user("Here is the data to analyze:"), "the task"), equalTo("no_match"));
  }

  private String label(String data, String prompt) {
    return text(ask(data + "," + user(prompt), "").json(), 0);
  }

  @Test
  void jsonIsAnsweredWhereTheFormatAsksForIt() {
    String data = user("Here is the data to analyze: User: hello there");
    String schema =
        """
        ,"response_format":{"type":"json_schema","json_schema":{"schema":{"type":"object",
         "properties":{"label":{"type":"string"},"kind":{"enum":["b","a"]},"sure":{"type":"boolean"},
          "score":{"type":"number","minimum":0.5},"more":{"type":"array"},"nothing":{},
          "in":{"type":"object","properties":{"v":{"const":7}}}}}}}
        """;

    assertThat(
        text(ask(data, ",\"response_format\":{\"type\":\"json_object\"}").json(), 0),
        equalTo("{\"label\":\"hello there\"}"));
    assertThat(
        text(ask(data, schema).json(), 0),
        equalTo(
            "{\"label\":\"hello there\",\"kind\":\"b\",\"sure\":false,\"score\":0.5,"
                + "\"more\":[],\"nothing\":null,\"in\":{\"v\":7}}"));
  }

  /** Expert, candidate, and the letter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It was late.|it was late|C",
        "none|no_match|C",
        "It was late|late|A",
        "late|It was late again|B",
        "the bag was lost in Lyon|in Lyon they lost the bag|E",
        "the bag was lost|all is well|D",
        "none|the bag was lost|D",
        "the bag was lost|none|D",
      })
  void factsAreJudgedByWordsInCommon(String expert, String candidate, String letter) {
    String ours =
        "===== Expert answer =====\\n%s\\n===== End of Expert answer =====\\n".formatted(expert)
            + "===== Candidate answer =====\\n%s\\n===== End of it =====".formatted(candidate);
    String published =
        "[Expert]: %s\\n************\\n[Submission]: %s\\n************"
            .formatted(expert, candidate);

    for (String prompt : List.of(ours, published)) {
      assertThat(text(ask(user(prompt), "").json(), 0), endsWith("\n" + letter));
      assertThat(
          arguments(user(prompt), "{\"type\":\"object\"}"),
          endsWith("\"choice\":\"" + letter + "\"}"));
    }
  }

  @Test
  void aFunctionThatMustBeCalledIsCalled() {
    String data = user("Here is the data to analyze: User: hello there");
    String parameters = "{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\"}}}";

    assertThat(arguments(data, parameters), equalTo("{\"label\":\"hello there\"}"));
    assertThat(
        ask(
                data,
                ",\"tools\":[],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"x\"}}")
            .status(),
        is(400));
  }

  private String arguments(String messages, String parameters) {
    JsonNode message =
        ask(
                messages,
                """
                ,"tools":[{"type":"function","function":{"name":"f","parameters":%s}}],
                "tool_choice":{"type":"function","function":{"name":"f"}}"""
                    .formatted(parameters))
            .json()
            .path("choices")
            .path(0)
            .path("message");
    assertThat(message.path("content").isNull(), is(true));
    JsonNode function = message.path("tool_calls").path(0).path("function");
    assertThat(function.path("name").asText(), equalTo("f"));
    return function.path("arguments").asText();
  }

  @Test
  void aSmallModelReadsTheFirstLineUnlessItIsToldToMindAll() {
    String data = user("Here is the data to analyze: User: hello\\nUser: it was late");

    assertThat(smallModel(data, "Which issues are there?"), equalTo("no_match"));
    assertThat(
        smallModel(data, "Mind every line. Which issues are there?"), equalTo("it was late"));
    assertThat(label(data, "Which issues are there?"), equalTo("it was late"));
  }

  private String smallModel(String data, String prompt) {
    String body = body(data + "," + user(prompt), "").replace("\"m\"", "\"brain-facet-1\"");
    return text(client.post("/v1/proxy/chat/completions", body).json(), 0);
  }

  @Test
  void theBoundOnTokensCutsTheAnswer() {
    for (String name : List.of("max_tokens", "max_completion_tokens")) {
      JsonNode answer = ask(user("anything"), ",\"" + name + "\":2").json();

      assertThat(text(answer, 0), equalTo("Stand-in"));
      assertThat(answer.path("choices").path(0).path("finish_reason").asText(), equalTo("length"));
      assertThat(answer.path("usage").path("completion_tokens").asInt(), is(2));
    }
  }

  @Test
  void repeatableRequestsAreCachedUnlessTheHeaderSaysOtherwise() {
    assertThat(cached("auto", ",\"seed\":1,\"temperature\":1"), is("MISS"));
    assertThat(cached("auto", ",\"temperature\":1,\"seed\":1"), is("HIT"));
    assertThat(cached("never", ",\"temperature\":1,\"seed\":1"), is("MISS"));
    assertThat(cached("auto", ",\"temperature\":0"), is("MISS"));
    assertThat(cached("auto", ",\"temperature\":0.0"), is("HIT"));
    assertThat(cached("auto", ",\"temperature\":0.5"), is("MISS"));
    assertThat(cached("auto", ",\"temperature\":0.5"), is("MISS"));
    assertThat(cached("always", ",\"temperature\":0.5"), is("MISS"));
    assertThat(cached("always", ",\"temperature\":0.5"), is("HIT"));
    assertThat(send("x-bt-use-cache", "sometimes", "").status(), is(400));
    assertThat(send("x-bt-cache-ttl", "604801", "").status(), is(400));
  }

  @Test
  void aStreamHasTheSameAnswer() {
    String stream = ask(user("anything"), ",\"stream\":true").body();

    assertThat(stream, startsWith("data: {"));
    assertThat(stream, containsString("\"content\":\"Stand-in answer to: anything\""));
    assertThat(stream, containsString("\"model\":\"stand-in (asked for m)\""));
    assertThat(stream, endsWith("data: [DONE]\n\n"));
  }

  @Test
  void aRequestThatMakesNoSenseIsRefused() {
    assertThat(client.post("/v1/proxy/chat/completions", "{}").body(), containsString("'model'"));
    assertThat(ask("", "").body(), containsString("'messages'"));
    assertThat(ask(user("x"), ",\"n\":2").body(), containsString("'n'"));
    assertThat(ask(user("x"), ",\"max_tokens\":0").status(), is(400));
    assertThat(
        ask(user("x"), ",\"response_format\":{\"type\":\"xml\"}").body(),
        containsString("response_format"));
  }

  private String cached(String mode, String more) {
    return send("x-bt-use-cache", mode, more).header("x-bt-cached");
  }

  private TestClient.Answer send(String header, String value, String more) {
    return client.send(
        client
            .request("/v1/proxy/chat/completions")
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(body(user("cache me"), more))));
  }

  private TestClient.Answer ask(String messages, String more) {
    return client.post("/v1/proxy/chat/completions", body(messages, more));
  }

  private static String body(String messages, String more) {
    return "{\"model\":\"m\",\"messages\":[" + messages + "]" + more + "}";
  }

  private static String user(String text) {
    return "{\"role\":\"user\",\"content\":\"" + text + "\"}";
  }

  private static String text(JsonNode answer, int choice) {
    return answer.path("choices").path(choice).path("message").path("content").asText();
  }
}
