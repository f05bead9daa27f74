package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;

/** A small HTTP server on loopback that answers as a test says, and notes what it was asked. */
final class FakeService implements AutoCloseable {
  static final Timing FAST = new Timing(Ticker.SYSTEM, Duration.ofMillis(1), Duration.ofMillis(20));

  final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final MockWebServer server = new MockWebServer();

  FakeService(Function<RecordedRequest, MockResponse> answer) {
    ApiKey.use("sk-test-key");
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

  /** Gives these answers in their order, the last one for ever. */
  static FakeService answering(MockResponse... answers) {
    List<MockResponse> left = new CopyOnWriteArrayList<>(answers);
    return new FakeService(request -> left.size() > 1 ? left.remove(0) : left.get(0));
  }

  static MockResponse ok(String body) {
    return new MockResponse.Builder().code(200).body(body).build();
  }

  static MockResponse status(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }

  HttpUrl url() {
    return server.url("/");
  }

  ConnectionSettings settings() {
    return settings(url().uri(), ReadMode.QUERY);
  }

  static ConnectionSettings settings(URI url, ReadMode mode) {
    return new ConnectionSettings(
        url, url, false, "acme", null, mode, 4, 2, 0, 3, Duration.ofSeconds(10));
  }

  BraintrustClient client() {
    return BraintrustClient.create(settings(), FAST);
  }

  /** Settings whose client does not wait long, for transforms. */
  ConnectionSettings registered(ReadMode mode) {
    ConnectionSettings settings = settings(url().uri(), mode);
    BraintrustClient.use(BraintrustClient.create(settings, FAST));
    return settings;
  }

  @Override
  public void close() {
    server.close();
  }
}
