package org.braintrustbeam.io.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.braintrustbeam.io.http.Secrets;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.row.RawJson;

/** A service of models on loopback that answers as a test says, and notes what it was asked. */
final class FakeModels implements AutoCloseable {
  static final String VARIABLE = "TEST_MODEL_KEY";
  static final String KEY = "marker-of-a-key-0451";
  static final Timing FAST = new Timing(Ticker.SYSTEM, Duration.ofMillis(1), Duration.ofMillis(20));

  /** A clock on which a minute passes in 60 ms. */
  static final Timing HURRY = hurry(1_000);

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final MockWebServer server = new MockWebServer();

  FakeModels(Function<RecordedRequest, MockResponse> answer) {
    Secrets.set(VARIABLE, KEY);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answer.apply(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a clock on which so many seconds pass in one. */
  static Timing hurry(int speed) {
    return HurriedModel.timing(speed);
  }

  /** Gives these answers in their order, the last one for ever. */
  static FakeModels answering(MockResponse... answers) {
    List<MockResponse> left = new CopyOnWriteArrayList<>(answers);
    return new FakeModels(
        request -> {
          synchronized (left) {
            return left.size() > 1 ? left.remove(0) : left.get(0);
          }
        });
  }

  static MockResponse says(String text) {
    return ok(completion(text));
  }

  static MockResponse ok(String body) {
    return new MockResponse.Builder().code(200).body(body).build();
  }

  static MockResponse status(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  static String completion(String text) {
    return "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + "\"content\":"
        + ChatJson.string(text)
        + "},\"finish_reason\":\"stop\"}],"
        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
  }

  /** The text of the last message that was sent. */
  static String asked(RecordedRequest request) {
    if (request.getBody() == null) {
      return "";
    }
    List<RawJson> messages = RawJson.of(request.getBody().utf8()).field("messages").elements();
    String text = messages.get(messages.size() - 1).field("content").text();
    return text == null ? "" : text;
  }

  ModelConnection connection() {
    return connection(server.url("/v1/proxy").uri());
  }

  static ModelConnection connection(URI base) {
    KeyPlaces key = new KeyPlaces(List.of(VARIABLE), null, "--key-file", null);
    return ModelConnection.to(base, "--base", key)
        .withLimits(8, 0)
        .withPatience(4, Duration.ofSeconds(10));
  }

  ModelClient client() {
    return new ModelClient(connection(), FAST);
  }

  static ChatRequest request(String text) {
    return ChatRequest.to("m").messages(List.of(ChatMessage.user(text))).build();
  }

  static List<ChatRequest> requests(int count) {
    return IntStream.range(0, count).mapToObj(i -> request("question " + i)).toList();
  }

  static ChatAnswer answer(String text) {
    return new ChatAnswer(
        request(text).digest(),
        List.of(new ChatAnswer.Choice("answer to " + text, "stop")),
        "m-1",
        new TokenUsage(7, 3),
        1_000,
        20,
        2,
        false);
  }

  @Override
  public void close() {
    server.close();
  }
}
