package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.braintrustbeam.io.http.DaemonThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RetriesTest {
  private static final ExecutorService THREADS = DaemonThreads.pool("test");

  private static final MockResponse PROJECT =
      ok("{\"objects\":[{\"id\":\"p-1\",\"name\":\"demo\"}]}");

  private static String message(FakeService service) {
    BraintrustClient client = service.client();
    return String.valueOf(
        assertThrows(BraintrustException.class, () -> client.findProject("demo")).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 529})
  void repeatsWhatMayPass(int status) {
    try (FakeService service = answering(status(status, "{}"), status(status, ""), PROJECT)) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));

      assertThat(service.requests, hasSize(3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422, 501, 302})
  void doesNotRepeatTheLastWord(int status) {
    try (FakeService service = answering(status(status, "{\"Message\":\"said so\"}"))) {
      assertThat(message(service), containsString("said so"));

      assertThat(service.requests, hasSize(1));
    }
  }

  @Test
  void repeatsTheOne400ThatPasses() {
    String body = "{\"Message\":\"Invalid query: memory access out of bounds\"}";
    try (FakeService service = answering(status(400, body), PROJECT)) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));
    }
  }

  @Test
  void saysOfTheOne400ThatPassesThatItDoes() {
    String body = "{\"Message\":\"Invalid query: memory access out of bounds\"}";
    try (FakeService service = answering(status(400, body))) {
      BraintrustClient client = service.client();

      RefusedException e = assertThrows(RefusedException.class, () -> client.findProject("demo"));

      assertThat(e.isPassing(), equalTo(true));
    }
    try (FakeService service = answering(status(400, "{}"))) {
      BraintrustClient client = service.client();

      RefusedException e = assertThrows(RefusedException.class, () -> client.findProject("demo"));

      assertThat(e.isPassing(), equalTo(false));
    }
  }

  @Test
  void givesUpAfterItsRetries() {
    try (FakeService service = answering(status(500, "{\"Message\":\"broken\"}"))) {
      assertThat(
          message(service),
          allOf(containsString("500"), containsString("broken"), containsString("3 retries")));

      assertThat(service.requests, hasSize(4));
    }
  }

  @Test
  void saysThatTheRateLimitStaysOn() {
    try (FakeService service = answering(status(429, ""))) {
      assertThat(
          message(service),
          allOf(containsString("still rate-limited (429)"), containsString("3 retries")));
    }
  }

  @Test
  void repeatsABodyThatIsNoJson() {
    try (FakeService service =
        answering(ok("<html>"), ok("{\"objects\":["), ok("{} {}"), PROJECT)) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));

      assertThat(service.requests, hasSize(4));
    }
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheBody() {
    try (FakeService service =
        answering(ok("\ufeff{\"objects\":[{\"id\":\"p-1\",\"name\":\"demo\"}]}"))) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));

      assertThat(service.requests, hasSize(1));
    }
  }

  @Test
  void saysThatThePageIsNoJson() {
    try (FakeService service = answering(ok("<html>hello</html>"))) {
      assertThat(
          message(service), allOf(containsString("/v1/project"), containsString("is no JSON")));
    }
  }

  @Test
  void repeatsATruncatedBody() {
    MockResponse truncated =
        new MockResponse.Builder()
            .body("{\"objects\":[]}")
            .setHeader("Content-Length", "100")
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build();
    try (FakeService service = answering(truncated, PROJECT)) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));
    }
  }

  @Test
  void repeatsAfterAResetConnection() {
    MockResponse reset =
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build();
    try (FakeService service = answering(reset, reset, reset, PROJECT)) {
      assertThat(service.client().findProject("demo"), equalTo("p-1"));
    }
  }

  /** As servers do that have had nothing to do for a while. */
  @Test
  void findsOutOnceThatTheServerHasClosedAllIdleConnections() throws Exception {
    int connections = 4; // as many as one request has attempts
    CyclicBarrier together = new CyclicBarrier(connections);
    AtomicInteger answered = new AtomicInteger();
    MockResponse thenClosed =
        PROJECT.newBuilder().onResponseEnd(new SocketEffect.CloseSocket()).build();
    try (FakeService service =
        new FakeService(
            request -> {
              if (answered.incrementAndGet() > connections) {
                return PROJECT;
              }
              await(together);
              return thenClosed;
            })) {
      List<CompletableFuture<String>> found =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> find(service), THREADS))
              .limit(connections)
              .toList();
      found.forEach(CompletableFuture::join);

      assertThat(find(service), equalTo("p-1"));
    }
  }

  private static String find(FakeService service) {
    return service.client().findProject("demo");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void repeatsAfterATimeOut() {
    MockResponse late =
        new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).body("{}").build();
    try (FakeService service = answering(late, PROJECT)) {
      BraintrustClient client =
          BraintrustClient.create(with(service, Duration.ofMillis(300)), FakeService.FAST);

      assertThat(client.findProject("demo"), equalTo("p-1"));
    }
  }

  @Test
  void aPageThatComesTooLateIsAskedForInAHalf() {
    MockResponse late =
        new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).body("{}").build();
    try (FakeService service = answering(late, ok("{\"data\":[]}"))) {
      BraintrustClient client =
          BraintrustClient.create(with(service, Duration.ofMillis(300)), FakeService.FAST);
      ObjectSnapshot dataset =
          new ObjectSnapshot(ObjectType.DATASET, "d", null, -1, ReadMode.QUERY);

      Work.Step step =
          new ObjectRead(
                  client.api(new Tally()),
                  new ReadTask(dataset, List.of(), 0),
                  "t",
                  Selection.of(List.of()))
              .work()
              .run();

      assertThat(step.next(), hasSize(0));
      assertThat(FakeService.body(service.requests.get(0)), containsString("LIMIT 1000"));
      assertThat(FakeService.body(service.requests.get(1)), containsString("LIMIT 500"));
    }
  }

  @Test
  void keepsToALimitThatTheServiceNamesAgain() {
    String said = "{\"Message\":\"Too many requests. Rate limit: 2 requests per 1 seconds.\"}";
    try (FakeService service = answering(status(429, said), status(429, said), PROJECT)) {
      BraintrustClient client = service.client();
      long start = System.nanoTime();
      for (int i = 0; i < 3; i++) {
        assertThat(client.findProject("demo"), equalTo("p-1"));
      }

      assertThat(
          Duration.ofNanos(System.nanoTime() - start),
          greaterThanOrEqualTo(Duration.ofMillis(990)));
    }
  }

  @Test
  void saysWhereNoAnswerCameFrom() {
    MockResponse late =
        new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).body("{}").build();
    try (FakeService service = answering(late)) {
      BraintrustClient client =
          BraintrustClient.create(with(service, Duration.ofMillis(100)), FakeService.FAST);

      BraintrustException e =
          assertThrows(BraintrustException.class, () -> client.findProject("demo"));

      assertThat(
          e.getMessage(), allOf(containsString("no answer from"), containsString("within 0.1 s")));
    }
  }

  private static ConnectionSettings with(FakeService service, Duration timeout) {
    return with(service.url().uri(), timeout);
  }

  private static ConnectionSettings with(URI url, Duration timeout) {
    return new ConnectionSettings(
        url, url, false, "acme", null, ReadMode.QUERY, 4, 2, 0, 3, timeout);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsAsLongAsTheServiceAsks(int status) {
    MockResponse wait =
        new MockResponse.Builder().code(status).addHeader("Retry-After", "1").build();
    try (FakeService service = answering(wait, PROJECT)) {
      long start = System.nanoTime();

      assertThat(service.client().findProject("demo"), equalTo("p-1"));

      assertThat(
          Duration.ofNanos(System.nanoTime() - start), greaterThanOrEqualTo(Duration.ofSeconds(1)));
    }
  }

  @Test
  void namesTheHostThatCannotBeResolved() {
    BraintrustClient client =
        BraintrustClient.create(
            FakeService.settings(URI.create("https://nowhere.invalid"), ReadMode.QUERY),
            FakeService.FAST);
    ApiKey.use("sk-test-key");

    BraintrustException e =
        assertThrows(BraintrustException.class, () -> client.findProject("demo"));

    assertThat(e.getMessage(), containsString("nowhere.invalid"));
  }

  @Test
  void namesTheHostThatCannotBeReached() {
    URI closed;
    try (FakeService service = answering(PROJECT)) {
      closed = service.url().uri();
    }
    BraintrustClient client =
        BraintrustClient.create(FakeService.settings(closed, ReadMode.QUERY), FakeService.FAST);

    BraintrustException e =
        assertThrows(BraintrustException.class, () -> client.findProject("demo"));

    assertThat(e.getMessage(), containsString("cannot reach " + closed.getHost()));
    assertThat(e.getMessage(), containsString("2 retries"));
  }

  @Test
  void aHostThatTakesNoConnectionIsNoPageThatIsTooLarge() throws IOException {
    ApiKey.use("sk-test-key");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, loopback)) { // accepts nobody
      InetSocketAddress address = new InetSocketAddress(loopback, full.getLocalPort());
      for (int i = 0; i < 8; i++) {
        SocketChannel client = SocketChannel.open();
        client.configureBlocking(false);
        client.connect(address);
        waiting.add(client);
      }
      URI url = URI.create("http://" + loopback.getHostAddress() + ":" + full.getLocalPort());
      BraintrustClient client =
          BraintrustClient.create(with(url, Duration.ofMillis(200)), FakeService.FAST);
      ObjectSnapshot dataset =
          new ObjectSnapshot(ObjectType.DATASET, "d", null, -1, ReadMode.QUERY);
      Tally tally = new Tally();
      ObjectRead read =
          new ObjectRead(
              client.api(tally), new ReadTask(dataset, List.of(), 0), "t", Selection.of(List.of()));

      BraintrustException e = assertThrows(BraintrustException.class, read.work()::run);

      assertThat(
          e.getMessage(), allOf(containsString("cannot reach"), containsString("2 retries")));
      assertThat(tally.takeSent(), equalTo(3L));
    } finally {
      for (SocketChannel client : waiting) {
        client.close();
      }
    }
  }

  @Test
  void tellsNobodyTheKey() {
    try (FakeService service = answering(status(401, "bad key sk-test-key of me@example.com"))) {
      assertThat(
          message(service),
          allOf(
              containsString("refused (401)"),
              not(containsString("sk-test-key")),
              not(containsString("me@example.com"))));
      assertThat(
          service.requests.get(0).getHeaders().get("Authorization"), equalTo("Bearer sk-test-key"));
      assertThat(service.requests.get(0).getHeaders().get("x-bt-org-name"), equalTo("acme"));
    }
  }

  @Test
  void anInterruptEndsARequestAndStaysVisible() throws InterruptedException {
    MockResponse late =
        new MockResponse.Builder().headersDelay(8, TimeUnit.SECONDS).body("{}").build();
    try (FakeService service = answering(late)) {
      BraintrustClient client = service.client();
      boolean[] flag = new boolean[1];
      Thread thread =
          new Thread(
              () -> {
                assertThrows(BraintrustException.class, () -> client.findProject("demo"));
                flag[0] = Thread.currentThread().isInterrupted();
              });
      thread.start();
      while (service.requests.isEmpty()) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();

      thread.interrupt();
      thread.join(5_000);

      assertThat(flag[0], equalTo(true));
      assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(4)));
    }
  }
}
