package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClusterRestTest {
  @Test
  void asksAgainWhereAJobManagerIsNotReadyYet() throws IOException {
    try (MockWebServer starting = new MockWebServer()) {
      starting.enqueue(new MockResponse.Builder().code(503).body("leader election").build());
      starting.enqueue(new MockResponse.Builder().body("{\"flink-version\":\"1.19.3\"}").build());
      starting.start();
      FlinkMaster master = new FlinkMaster("127.0.0.1", starting.getPort());

      assertThat(
          new ClusterRest(master).get("/overview").field("flink-version").text(), is("1.19.3"));
    }
  }

  @Test
  @Timeout(60)
  void doesNotWaitForTheRestOfAnAnswerForEver() throws IOException {
    try (MockWebServer stalled = new MockWebServer()) {
      stalled.enqueue(new MockResponse.Builder().body("{}").bodyDelay(2, TimeUnit.MINUTES).build());
      stalled.start();
      FlinkMaster master = new FlinkMaster("127.0.0.1", stalled.getPort());

      IOException failure =
          assertThrows(
              IOException.class,
              () -> new ClusterRest(master, Duration.ofMillis(500)).get("/overview"));

      assertThat(
          failure.getMessage(),
          is("the Flink master at " + master + " does not answer: request timed out"));
    }
  }
}
