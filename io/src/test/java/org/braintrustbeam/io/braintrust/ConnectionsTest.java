package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.DaemonThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionsTest {
  private static final ExecutorService THREADS = DaemonThreads.pool("test");

  /** All requests of a round are at the service together, or none is answered. */
  private static MockResponse together(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
      return ok("{}");
    } catch (Exception e) {
      return FakeService.status(500, e.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 256})
  void asManyRequestsAsAreAllowedAreInFlightAndKeepTheirConnections(int concurrency)
      throws Exception {
    int rounds = Math.max(2, 1_000 / concurrency);
    CyclicBarrier barrier = new CyclicBarrier(concurrency);
    try (FakeService service = new FakeService(request -> together(barrier))) {
      Transport transport = transport();
      for (int round = 0; round < rounds; round++) {
        List<Future<HttpReply>> answers = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
          answers.add(THREADS.submit(() -> transport.exchange(call(service.url()))));
        }
        for (Future<HttpReply> answer : answers) {
          assertThat(answer.get().status(), is(200));
        }
      }

      long connections =
          service.requests.stream().map(RecordedRequest::getConnectionIndex).distinct().count();
      assertThat(service.requests.size(), equalTo(rounds * concurrency));
      assertThat(connections, lessThanOrEqualTo((long) concurrency));
    }
  }

  @Test
  void anAnswerMayComePacked() throws Exception {
    try (FakeService service = FakeService.answering(ok("{}"))) {
      transport().exchange(call(service.url()));

      assertThat(service.requests.get(0).getHeaders().get("Accept-Encoding"), is("gzip"));
    }
  }

  private static Transport transport() {
    return new OkHttpTransport(Duration.ofSeconds(30), () -> "sk-test-key", null);
  }

  private static HttpCall call(HttpUrl url) {
    return new HttpCall(url, null, Lane.READ, "", Patience.FULL);
  }
}
