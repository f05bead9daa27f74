package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RetryAfter;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

/** Nothing waits for ever, and nothing gives up too soon. */
class BoundsTest {
  private static final HttpCall CALL =
      new HttpCall(HttpUrl.get("http://localhost:1/x"), null, Lane.READ, "", Patience.FULL);

  private static ConnectionSettings settings(URI url, int retries, Duration timeout) {
    return new ConnectionSettings(
        url, url, false, "acme", null, ReadMode.QUERY, 4, 2, 0, retries, timeout);
  }

  private static RawJson query(BraintrustClient client) {
    return client.api(new Tally()).query("SELECT 1", null, "", Patience.FULL, Bodies::parse);
  }

  @Test
  void theTimeOutIsOneOfTheWholeCall() {
    MockResponse drip =
        new MockResponse.Builder()
            .body("{\"data\":[" + " ".repeat(60) + "]}")
            .throttleBody(1, 250, TimeUnit.MILLISECONDS) // always soon enough for a read
            .build();
    try (FakeService service = answering(drip)) {
      BraintrustClient client =
          BraintrustClient.create(
              settings(service.url().uri(), 0, Duration.ofSeconds(1)), FakeService.FAST);
      long start = System.nanoTime();

      var error = assertThrows(RefusedException.class, () -> query(client));

      assertThat(error.getMessage(), containsString("within 1.0 s"));
      assertThat(System.nanoTime() - start, lessThan(Duration.ofSeconds(5).toNanos()));
    }
  }

  @Test
  void aServiceThatIsGoneForTenSecondsIsWaitedFor() {
    Verdict verdict =
        new Verdict(
            settings(URI.create("http://localhost:1"), 6, Duration.ofMinutes(2)),
            Timing.DEFAULT,
            new Pace(0, Ticker.SYSTEM));
    for (int run = 0; run < 200; run++) { // the waits have a random part
      long waited = 0;
      for (int attempt = 1; attempt <= 6; attempt++) {
        waited += verdict.onNoAnswer(CALL, new IOException("reset"), attempt).waitMillis();
      }
      assertThat(waited, allOf(greaterThan(30_000L), lessThan(100_000L)));
    }
  }

  /** The same at a tenth of the time: gone for a second, first wait a tenth of one. */
  @Test
  void aServiceThatDiesAndComesBackIsFoundAgain() throws IOException {
    Timing tenth = new Timing(Ticker.SYSTEM, Duration.ofMillis(100), Duration.ofSeconds(6));
    MockWebServer before = new MockWebServer();
    before.enqueue(ok("{}"));
    before.start();
    int port = before.getPort();
    ApiKey.use("sk-test-key");
    BraintrustClient client =
        BraintrustClient.create(settings(before.url("/").uri(), 6, Duration.ofSeconds(10)), tenth);
    assertThat(query(client), equalTo(RawJson.EMPTY_OBJECT));
    before.close();

    try (MockWebServer after = new MockWebServer()) {
      after.enqueue(ok("{\"back\":1}"));
      Executor inASecond = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
      CompletableFuture<Void> started =
          CompletableFuture.runAsync(() -> start(after, port), inASecond);

      assertThat(query(client).field("back").toString(), equalTo("1"));
      started.join();
    }
  }

  private static void start(MockWebServer server, int port) {
    try {
      server.start(port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWaitOfHoursIsCutShortAndTheUserIsToldOfIt() {
    Verdict verdict =
        new Verdict(
            settings(URI.create("http://localhost:1"), 6, Duration.ofMinutes(2)),
            Timing.DEFAULT,
            new Pace(0, Ticker.SYSTEM));

    TransientFailure failure = verdict.on(CALL, new HttpReply(429, null, "7200", new byte[0]), 1);
    TransientFailure shorter = verdict.on(CALL, new HttpReply(429, null, "60", new byte[0]), 1);

    assertThat(failure.waitMillis(), equalTo(RetryAfter.MAX.toMillis()));
    assertThat(
        failure.exhausted(6).getMessage(),
        allOf(
            containsString("still rate-limited (429)"),
            containsString("it asks to wait 120 minutes: run the command again after that")));
    assertThat(shorter.exhausted(6).getMessage(), not(containsString("asks to wait")));
  }

  @Test
  void aKeyThatIsTakenAwayInTheMiddleEndsTheRunAtOnce() {
    AtomicInteger asked = new AtomicInteger();
    try (FakeService service =
        new FakeService(
            request -> asked.incrementAndGet() < 3 ? ok("{}") : status(401, "revoked"))) {
      BraintrustClient client = service.client();
      query(client);
      query(client);

      var error = assertThrows(RefusedException.class, () -> query(client));

      assertThat(error.getMessage(), containsString("the API key was refused (401)"));
      assertThat(service.requests, hasSize(3));
    }
  }
}
