package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of connections: reset, cut, slow, or nobody there. */
@Timeout(60)
class FaultyConnectionsTest {
  private final Emulator emulator = Emulator.builder().start();
  private final TestClient client = new TestClient(emulator.url(), "k");
  private String dataset = "";

  @BeforeEach
  void makeRows() {
    dataset = client.dataset(client.project("p"), "d");
    client.insert("dataset", dataset, "{\"id\":\"r1\",\"input\":\"" + "x".repeat(40_000) + "\"}");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private void set(String... faults) {
    emulator.faults().set(7, List.of(faults));
  }

  private TestClient.Answer fetch() {
    return client.post("/v1/dataset/" + dataset + "/fetch", "{}");
  }

  @Test
  void losesTheAnswerToAWriteThatItHasApplied() {
    set("lost-answer:times=1");

    assertThrows(
        UncheckedIOException.class,
        () -> client.insert("dataset", dataset, "{\"id\":\"written\"}"));

    assertThat(fetch().body(), containsString("\"written\""));
    assertThat(emulator.faults().struck(), is(List.of(1L)));
  }

  @Test
  void resetsInTheMiddleOfABody() {
    set("cut-body:times=1");

    UncheckedIOException e = assertThrows(UncheckedIOException.class, this::fetch);

    assertThat(e.getCause() instanceof ConnectException, is(false));
    assertThat(fetch().status(), is(200));
  }

  @Test
  void endsTheJsonTooEarlyInAnAnswerThatIsWhole() {
    int whole = fetch().body().length();
    set("truncated-json");

    TestClient.Answer answer = fetch();

    assertThat(answer.status(), is(200));
    assertThat(answer.body().length(), is(lessThan(whole)));
    assertThat(answer.header("Content-Length"), is(Integer.toString(answer.body().length())));
  }

  @Test
  void dripsAWholeBodySlowly() {
    String whole = fetch().body();
    set("drip:seconds=0.5");
    long start = System.nanoTime();

    TestClient.Answer answer = fetch();

    assertThat(answer.body(), is(whole));
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), is(greaterThan(450L)));
  }

  @Test
  void goesDownAndComesBackOnTheSamePortWithItsRows() throws InterruptedException {
    set("down:seconds=4,route=*/fetch");

    assertThrows(UncheckedIOException.class, this::fetch);
    Thread.sleep(300);
    UncheckedIOException e = assertThrows(UncheckedIOException.class, this::fetch);
    assertThat(e.getCause() instanceof ConnectException, is(true));

    assertThat(fetchOnceItIsUp().rows().size(), is(1));
  }

  private TestClient.Answer fetchOnceItIsUp() throws InterruptedException {
    while (true) {
      try {
        return fetch();
      } catch (UncheckedIOException e) {
        Thread.sleep(50);
      }
    }
  }

  @Test
  void closesWhileItIsDown() throws InterruptedException {
    Emulator other = Emulator.builder().faults(1, List.of("down:seconds=30")).start();
    TestClient otherClient = new TestClient(other.url(), "k");

    untilItIsDown(otherClient);

    other.close();
    assertThrows(UncheckedIOException.class, () -> otherClient.get("/ping"));
  }

  private static void untilItIsDown(TestClient client) throws InterruptedException {
    while (true) {
      try {
        client.get("/ping");
        Thread.sleep(20);
      } catch (UncheckedIOException e) {
        return;
      }
    }
  }
}
