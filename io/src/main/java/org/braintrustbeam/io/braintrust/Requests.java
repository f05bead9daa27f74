package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RefusedTurns;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests within the limits of the process, and repeats them where that may help.
 *
 * <p>The limits are of the process, not of a bundle or a core: requests in flight for each lane,
 * the budget a minute, and a wait that a 429 imposes on everybody. Each attempt keeps to all three.
 * Where several processes send, each has a fixed share, so that nobody has to ask anybody.
 */
final class Requests {
  /** The bound of waiting for a free place: longer than any queue of requests in one process. */
  private static final long MAX_QUEUE_HOURS = 12;

  private static final int TOO_MANY = 429;

  private final Transport transport;
  private final ConnectionSettings settings;
  private final Traffic reads;
  private final Traffic writes;
  private final Ticker ticker;
  private final Pace pace;
  private final Verdict verdict;
  private volatile boolean reached;

  Requests(Transport transport, ConnectionSettings settings, Timing timing) {
    this.transport = transport;
    this.settings = settings;
    this.ticker = timing.ticker();
    this.pace = new Pace(settings.requestsPerMinute(), settings.workers(), ticker);
    this.verdict = new Verdict(settings, timing, pace);
    this.reads = new Traffic(settings.readsAtOnce());
    this.writes = new Traffic(settings.writesAtOnce());
  }

  /** See {@link Pace#follow}. */
  void follow(Workers workers) {
    pace.follow(workers);
  }

  /**
   * What is going on in a lane.
   *
   * @param places for requests in flight
   * @param served requests that were not refused for their rate
   */
  private record Traffic(Semaphore places, AtomicLong served) {
    Traffic(int concurrency) {
      this(new Semaphore(concurrency, true), new AtomicLong());
    }
  }

  /**
   * The answer to a request, as {@code parser} reads it; a parser that throws {@link
   * MalformedJsonException} says that the body is broken, or {@link StaleAnswerException} that rows
   * are missing, has it repeated too.
   *
   * <p>A broken body that comes a second time is handed to {@code parser} as {@link
   * HttpReply#isRepeated}; if that makes nothing of it either, there is no third time.
   *
   * @throws RefusedException with the service's last word
   * @throws BraintrustException if there is none, or the thread was interrupted
   */
  <T> T send(HttpCall call, Tally tally, Function<HttpReply, T> parser) {
    Attempts<T> attempts = new Attempts<>(call, tally, parser);
    try {
      while (true) {
        try {
          return attempts.next();
        } catch (TransientFailure e) {
          attempts.useUp(e);
          ticker.sleep(TimeUnit.MILLISECONDS.toNanos(e.waitMillis()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BraintrustException("interrupted at " + call.where(), e);
    }
  }

  /** By what two bodies are taken for the same, without keeping either. */
  private record Fingerprint(int length, long crc) {
    static Fingerprint of(byte[] body) {
      CRC32C crc = new CRC32C();
      crc.update(body);
      return new Fingerprint(body.length, crc.getValue());
    }
  }

  /** The attempts at one request. */
  private final class Attempts<T> {
    /** A host that never answered is more likely a typing error than a passing fault. */
    private static final int RETRIES_OF_UNREACHED = 2;

    private final HttpCall call;
    private final Tally tally;
    private final Function<HttpReply, T> parser;
    private final Traffic traffic;
    private final int retries;
    private final RefusedTurns refusedTurns;
    private int failures;
    private int made;
    private @Nullable Fingerprint unreadable;

    Attempts(HttpCall call, Tally tally, Function<HttpReply, T> parser) {
      this.call = call;
      this.tally = tally;
      this.parser = parser;
      this.traffic = call.lane() == Lane.READ ? reads : writes;
      this.retries = call.patience() == Patience.ONCE ? 0 : settings.maxRetries();
      this.refusedTurns = new RefusedTurns(traffic.served(), ticker, retries);
    }

    /** Counts a failure, and ends in an exception if there is no retry left for it. */
    void useUp(TransientFailure failure) {
      if (failure.status() == TOO_MANY) {
        refusedTurns.add();
      } else {
        failures++;
      }
      if (number() > retries + 1 || refusedTurns.isOver()) {
        throw failure.exhausted(made - 1);
      }
    }

    /** The number of the attempt, from 1, without those that do not count. */
    private int number() {
      return 1 + failures + refusedTurns.inARow();
    }

    T next() throws TransientFailure, InterruptedException {
      HttpReply reply = exchange();
      reached = true;
      if (reply.status() != TOO_MANY) {
        traffic.served().incrementAndGet();
      }
      if (!reply.isSuccess()) {
        throw verdict.on(call, reply, number());
      }
      boolean repeated = unreadable != null && unreadable.equals(Fingerprint.of(reply.body()));
      try {
        return parser.apply(repeated ? reply.asRepeated() : reply);
      } catch (MalformedJsonException e) {
        unreadable = Fingerprint.of(reply.body());
        TransientFailure failure = verdict.onBody(call, e, number());
        if (repeated && isJson(reply) && number() <= retries) {
          throw failure.exhausted(made - 1);
        }
        throw failure;
      } catch (StaleAnswerException e) {
        throw verdict.onStale(call, e, number());
      }
    }

    /** A page for people says that the service is not up; a broken answer of its own stays so. */
    private static boolean isJson(HttpReply reply) {
      return reply.body().length > 0 && reply.body()[0] == '{';
    }

    private HttpReply exchange() throws TransientFailure, InterruptedException {
      try {
        return attempt();
      } catch (IOException e) {
        TransientFailure failure = verdict.onNoAnswer(call, e, number());
        boolean giveUp = !reached && Failures.isUnreachable(e) && number() > RETRIES_OF_UNREACHED;
        if (giveUp && number() <= retries) {
          throw failure.exhausted(made - 1);
        }
        throw failure;
      }
    }

    private HttpReply attempt() throws IOException, InterruptedException {
      if (!traffic.places().tryAcquire(MAX_QUEUE_HOURS, TimeUnit.HOURS)) {
        throw new BraintrustException("no request in flight has ended for hours: " + call.where());
      }
      try {
        awaitTurn();
        return sent();
      } finally {
        traffic.places().release();
      }
    }

    private void awaitTurn() throws InterruptedException {
      try {
        pace.await();
      } catch (IllegalStateException e) {
        throw new BraintrustException(e.getMessage() + ": " + call.where(), e);
      }
    }

    private HttpReply sent() throws IOException, InterruptedException {
      try {
        made++;
        tally.addSent();
        if (made > 1) {
          tally.addRetried();
        }
        return transport.exchange(call);
      } finally {
        pace.ended();
      }
    }
  }
}
