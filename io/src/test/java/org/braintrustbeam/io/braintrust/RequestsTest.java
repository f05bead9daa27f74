package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.http.RetryAfter;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestsTest {
  private static final ExecutorService THREADS = DaemonThreads.pool("test");
  private static final HttpReply OK = new HttpReply(200, null, null, RawJson.of("{}").bytes());

  private final ConnectionSettings settings =
      FakeService.settings(URI.create("http://localhost:1"), ReadMode.QUERY);

  private static HttpCall call(Lane lane) {
    return new HttpCall(HttpUrl.get("http://localhost:1/x"), null, lane, "", Patience.FULL);
  }

  private static void sendAll(Requests requests, Lane lane, int number)
      throws InterruptedException, ExecutionException {
    List<Future<RawJson>> answers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      answers.add(THREADS.submit(() -> requests.send(call(lane), new Tally(), Bodies::parse)));
    }
    for (Future<RawJson> answer : answers) {
      assertThat(answer.get(), equalTo(RawJson.EMPTY_OBJECT));
    }
  }

  /** Takes a while, and keeps the most requests that were in flight at once. */
  private static Transport slow(AtomicInteger most) {
    AtomicInteger now = new AtomicInteger();
    return request -> {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      Thread.sleep(5);
      now.decrementAndGet();
      return OK;
    };
  }

  @Test
  void noMoreRequestsAreInFlightThanTheLaneTakes() throws InterruptedException, ExecutionException {
    AtomicInteger most = new AtomicInteger();
    Transport slow = slow(most);
    Requests requests = new Requests(slow, settings, FakeService.FAST);

    sendAll(requests, Lane.READ, 60);
    assertThat(most.getAndSet(0), equalTo(settings.readConcurrency()));

    sendAll(requests, Lane.WRITE, 30);
    assertThat(most.get(), equalTo(settings.writeConcurrency()));
  }

  @Test
  void eachOfSeveralProcessesHasItsShareOfThePlaces()
      throws InterruptedException, ExecutionException {
    AtomicInteger most = new AtomicInteger();
    Transport slow = slow(most);
    Workers two = new Workers(2, null);
    Requests requests = new Requests(slow, settings.sharedBy(two), FakeService.FAST);

    sendAll(requests, Lane.READ, 30);
    assertThat(most.getAndSet(0), equalTo(2)); // of 4

    sendAll(requests, Lane.WRITE, 10);
    assertThat(most.get(), equalTo(1)); // of 2
  }

  @Test
  void noMoreProcessesShareTheLimitsThanTheyHaveRequests() {
    Workers three = new Workers(3, null);

    assertThat(settings.mostWorkers(), equalTo(2)); // the places for writes
    assertThrows(IllegalArgumentException.class, () -> settings.sharedBy(three));
  }

  @Test
  void aLimitThatLetsNobodyThroughEndsTheRunOfManyThreadsToo() {
    AtomicInteger sent = new AtomicInteger();
    Transport limited =
        request -> {
          sent.incrementAndGet();
          return new HttpReply(429, null, null, new byte[0]);
        };
    Requests requests = new Requests(limited, settings, FakeService.FAST);

    ExecutionException e =
        assertThrows(ExecutionException.class, () -> sendAll(requests, Lane.READ, 8));

    assertThat(e.getMessage(), containsString("(after 3 retries)"));
    assertThat(sent.get(), lessThanOrEqualTo(8 * 4));
  }

  /** Somebody is served again and again, yet it is never our turn. */
  @Test
  void beingRefusedWhileOthersAreServedHasAnEndToo() {
    Ticker quick = HurriedClient.timing(10_000).ticker();
    Timing timing = new Timing(quick, Duration.ofSeconds(30), Duration.ofMinutes(1));
    AtomicInteger refused = new AtomicInteger();
    Requests[] all = new Requests[1];
    Transport unfair =
        request -> {
          if (request.patience() == Patience.ONCE) {
            return OK;
          }
          refused.incrementAndGet();
          all[0].send(other(), new Tally(), Bodies::parse);
          return new HttpReply(429, null, null, new byte[0]);
        };
    all[0] = new Requests(unfair, settings, timing);
    long start = quick.nanos();

    BraintrustException e =
        assertThrows(
            BraintrustException.class,
            () -> all[0].send(call(Lane.READ), new Tally(), Bodies::parse));

    assertThat(e.getMessage(), containsString("still rate-limited (429)"));
    assertThat(refused.get(), greaterThan(settings.maxRetries() + 1));
    assertThat(
        Duration.ofNanos(quick.nanos() - start),
        greaterThan(RetryAfter.MAX.multipliedBy(settings.maxRetries())));
  }

  private static HttpCall other() {
    return new HttpCall(HttpUrl.get("http://localhost:1/y"), null, Lane.READ, "", Patience.ONCE);
  }

  @Test
  void anInterruptEndsTheWaitForTheNextAttempt() throws InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    Transport broken =
        request -> {
          failed.countDown();
          throw new IOException("reset");
        };
    Timing slow = new Timing(Ticker.SYSTEM, Duration.ofSeconds(20), Duration.ofMinutes(1));
    Requests requests = new Requests(broken, settings, slow);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread sender =
        new Thread(
            () -> {
              assertThrows(
                  BraintrustException.class,
                  () -> requests.send(call(Lane.READ), new Tally(), Bodies::parse));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    sender.start();
    failed.await();

    sender.interrupt();
    sender.join(5_000);

    assertThat(sender.isAlive(), equalTo(false));
    assertThat(interrupted.get(), equalTo(true));
  }

  @Test
  void one429HoldsEverybody() throws InterruptedException, ExecutionException {
    AtomicBoolean refused = new AtomicBoolean();
    AtomicInteger early = new AtomicInteger();
    CountDownLatch limitedOnce = new CountDownLatch(1);
    long[] opens = new long[1];
    Transport limited =
        request -> {
          if (!refused.getAndSet(true)) {
            limitedOnce.countDown();
            opens[0] = System.nanoTime() + 1_000_000_000L;
            return new HttpReply(429, null, "1", new byte[0]);
          }
          if (System.nanoTime() - opens[0] < 0) {
            early.incrementAndGet();
          }
          return OK;
        };
    Requests requests = new Requests(limited, settings, FakeService.FAST);
    long start = System.nanoTime();

    Future<RawJson> first =
        THREADS.submit(() -> requests.send(call(Lane.READ), new Tally(), Bodies::parse));
    limitedOnce.await();
    Thread.sleep(50); // until the gate is closed: the answer has to be read first
    sendAll(requests, Lane.WRITE, 10);

    assertThat(first.get(), equalTo(RawJson.EMPTY_OBJECT));
    assertThat(early.get(), equalTo(0));
    assertThat(System.nanoTime() - start, greaterThan(990_000_000L));
  }
}
