package org.braintrustbeam.io.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
  private static final List<ChatMessage> HELLO = List.of(ChatMessage.user("hällo \"you\""));

  private static ChatRequest.Builder hello() {
    return ChatRequest.to("m").messages(HELLO);
  }

  @Test
  void itsBodyIsTheSameWhateverTheOrderOfTheSettings() {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hällo \\\"you\\\"\"}],"
            + "\"max_completion_tokens\":512,\"seed\":7,\"temperature\":0.10}";

    assertThat(
        hello()
            .field("temperature", RawJson.of("0.10"))
            .field("seed", RawJson.of("7"))
            .maxCompletionTokens(512)
            .build()
            .body()
            .toString(),
        equalTo(body));
    assertThat(
        hello()
            .maxCompletionTokens(512)
            .field("seed", RawJson.of("7"))
            .field("temperature", RawJson.of("0.10"))
            .build()
            .body()
            .toString(),
        equalTo(body));
  }

  @Test
  void groupsOfSuffixMessagesStandBehindTheMessages() {
    ChatRequest request =
        hello()
            .suffixMessages(
                List.of(
                    List.of(ChatMessage.user("a"), ChatMessage.of("system", "b")),
                    List.of(new ChatMessage("user", RawJson.of("[{\"type\":\"text\"}]")))))
            .maxTokens(20_000)
            .build();

    assertThat(
        request.body().toString(),
        containsString(
            "],\"suffix_messages\":[[{\"role\":\"user\",\"content\":\"a\"},"
                + "{\"role\":\"system\",\"content\":\"b\"}],"
                + "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]],\"max_tokens\":20000}"));
  }

  /** Answers are kept under it, so it must never change. */
  @Test
  void itsDigestIsFixed() {
    ChatRequest request =
        ChatRequest.to("m").messages(List.of(ChatMessage.user("hi"))).maxTokens(5).build();

    assertThat(
        request.body().toString(),
        equalTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"max_tokens\":5}"));
    assertThat(
        request.digest(),
        equalTo("6cf6cb3fb92f590ae5ae778a94afa322713dc519822eb2084ce9bfe2d9c7f592"));
  }

  @Test
  void whateverChangesTheAnswerChangesTheDigest() {
    Set<String> digests =
        Stream.of(
                hello(),
                hello().trial(1),
                hello().maxTokens(1),
                hello().maxCompletionTokens(1),
                hello().responseFormat(RawJson.of("{\"type\":\"json_object\"}")),
                hello().suffixMessages(List.of(HELLO)),
                ChatRequest.to("n").messages(HELLO),
                ChatRequest.to("m").messages(List.of(ChatMessage.of("system", "hällo \"you\""))))
            .map(request -> request.build().digest())
            .collect(Collectors.toSet());

    assertThat(digests, hasSize(8));
  }

  @Test
  void estimatesItsTokens() {
    ChatRequest plain =
        ChatRequest.to("m")
            .messages(List.of(ChatMessage.user("x".repeat(400))))
            .maxCompletionTokens(512)
            .build();
    ChatRequest groups =
        ChatRequest.to("m")
            .messages(List.of(ChatMessage.user("x".repeat(400))))
            .suffixMessages(List.of(HELLO, HELLO))
            .maxTokens(100)
            .build();

    assertThat(plain.estimate(), equalTo(new TokenUsage(104, 512)));
    assertThat(groups.estimate(), equalTo(new TokenUsage(104 + 2 * 8, 200)));
  }

  @Test
  void refusesWhatWouldBeNoRequest() {
    assertThrows(IllegalArgumentException.class, () -> ChatRequest.to("m").build());
    assertThrows(IllegalArgumentException.class, () -> hello().field("stream", RawJson.of("true")));
    assertThrows(IllegalArgumentException.class, () -> hello().trial(-1));
  }

  @Test
  void showsNoContents() {
    assertThat(hello().build().toString(), not(containsString("llo")));
  }
}
