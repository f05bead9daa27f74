package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.row.RawJson;

/** Many threads under one limit of the service, on a machine that has them wait now and then. */
class SharedRefusalProperties {
  private static final ExecutorService THREADS = DaemonThreads.pool("test");
  private static final int SPEED = 200;
  private static final HttpReply OK = new HttpReply(200, null, null, RawJson.of("{}").bytes());

  /** A window begins with its first request; refused ones count too. */
  private static final class Limiter implements Transport {
    private static final long WINDOW = Duration.ofSeconds(60).toNanos() / SPEED;

    private final int limit;
    private final boolean named;
    private final Random delays;
    final AtomicInteger refused = new AtomicInteger();
    private long start;
    private int consumed;

    Limiter(int limit, boolean named, long seed) {
      this.limit = limit;
      this.named = named;
      this.delays = new Random(seed);
    }

    @Override
    public HttpReply exchange(HttpCall call) throws InterruptedException {
      delay();
      int count = consume();
      delay();
      if (count <= limit) {
        return OK;
      }
      refused.incrementAndGet();
      String said = named ? "Rate limit: " + limit + " requests per 60 seconds" : "slow down";
      return new HttpReply(429, null, null, said.getBytes(UTF_8));
    }

    private synchronized int consume() {
      long now = System.nanoTime();
      if (consumed == 0 || now - start >= WINDOW) {
        start = now;
        consumed = 0;
      }
      return ++consumed;
    }

    private void delay() throws InterruptedException {
      int millis;
      synchronized (this) {
        millis = delays.nextInt(8) == 0 ? delays.nextInt(60) : delays.nextInt(2);
      }
      TimeUnit.MILLISECONDS.sleep(millis);
    }
  }

  private static void sendAll(Limiter limiter, int threads, int number)
      throws InterruptedException, ExecutionException {
    URI url = URI.create("http://localhost:1");
    ConnectionSettings settings =
        new ConnectionSettings(
            url, url, false, "acme", null, ReadMode.QUERY, threads, 1, 0, 6, Duration.ofMinutes(2));
    Requests requests = new Requests(limiter, settings, HurriedClient.timing(SPEED));
    HttpCall call = new HttpCall(HttpUrl.get(url), null, Lane.READ, "", Patience.FULL);
    List<Future<RawJson>> answers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      answers.add(THREADS.submit(() -> requests.send(call, new Tally(), Bodies::parse)));
    }
    for (Future<RawJson> answer : answers) {
      assertThat(answer.get(), equalTo(RawJson.EMPTY_OBJECT));
    }
  }

  @Property(tries = 10)
  void noRequestDiesOfALimitThatIsNamedAndAllAreRefusedOnce(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int limit)
      throws InterruptedException, ExecutionException {
    int threads = 16;
    Limiter limiter = new Limiter(limit, true, seed);

    sendAll(limiter, threads, 3 * limit);

    assertThat(limiter.refused.get(), lessThanOrEqualTo(threads));
  }

  @Property(tries = 10)
  void noRequestDiesOfALimitThatIsNotNamedWhileOthersAreServed(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 20) int limit)
      throws InterruptedException, ExecutionException {
    sendAll(new Limiter(limit, false, seed), 16, 3 * limit);
  }
}
