package org.braintrustbeam.io.model;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.http.AsyncHttp;
import org.braintrustbeam.io.http.RefusedTurns;
import org.braintrustbeam.io.model.ChatFailure.Reason;
import org.braintrustbeam.io.model.Word.Kind;
import org.jspecify.annotations.Nullable;

/** The attempts at one request. One at a time, each begun by the end of the one before. */
final class ChatCall implements Runnable {
  /** Each of these is an answer that was paid for and is lost. */
  private static final int UNREADABLE_RETRIES = 2;

  /** Others are served meanwhile, or the run would have ended: it is this model's key, not ours. */
  private static final Duration REFUSED_KEY = Duration.ofMinutes(4);

  private static final long NEVER = Long.MIN_VALUE;

  private final ModelClient client;
  private final ChatRequest request;
  private final String digest;
  private final RefusedTurns refusedTurns;
  private final CompletableFuture<ChatResult> result = new CompletableFuture<>();
  private volatile AsyncHttp.@Nullable Exchange underWay;
  private int attempts;
  private int failures;
  private int unreadable;
  private long leftAt;
  private long refusedSince = NEVER;

  ChatCall(ModelClient client, ChatRequest request) {
    this.client = client;
    this.request = request;
    this.digest = request.digest();
    this.refusedTurns = client.refusedTurns();
  }

  /**
   * What comes of it; a {@link BraintrustException} if that ends the run, a {@link
   * CancellationException} if it was cancelled.
   */
  CompletableFuture<ChatResult> result() {
    return result;
  }

  /** Ends it at once. */
  void cancel() {
    result.completeExceptionally(new CancellationException());
    client.gate().forget(this);
    AsyncHttp.Exchange exchange = underWay;
    if (exchange != null) {
      exchange.cancel();
    }
  }

  /** Ends it unless a request is under way, which may yet bring an answer. */
  void endUnlessUnderWay(BraintrustException why) {
    if (underWay == null) {
      result.completeExceptionally(why);
      client.gate().forget(this);
    }
  }

  /** Its turn has come. */
  @Override
  public void run() {
    if (result.isDone()) {
      client.gate().ended();
      return;
    }
    attempts++;
    leftAt = client.ticker().nanos();
    AsyncHttp.Exchange exchange;
    try {
      exchange = client.send(request);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
      client.gate().ended();
      return;
    }
    underWay = exchange;
    if (result.isDone()) {
      exchange.cancel(); // it was cancelled just now
    }
    var unused = exchange.answer().whenComplete(this::attemptEnded);
  }

  /** What the answer means for others is settled before the next request leaves. */
  private void attemptEnded(AsyncHttp.@Nullable Answer answer, @Nullable Throwable failure) {
    underWay = null;
    try {
      if (!result.isDone()) {
        settle(word(answer, failure));
      }
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    } finally {
      client.gate().ended();
    }
  }

  private Word word(AsyncHttp.@Nullable Answer answer, @Nullable Throwable failure) {
    int number = failures + refusedTurns.inARow();
    if (answer != null) {
      return client.verdict().on(answer, number, leftAt);
    }
    if (failure instanceof IOException e) {
      return client.verdict().on(e, number);
    }
    throw new IllegalStateException("a request could not be made", failure);
  }

  private void settle(Word word) {
    if (word instanceof Word.Answered answered) {
      result.complete(answer(answered));
    } else if (word instanceof Word.Failed failed) {
      result.complete(new ChatFailure(digest, failed.reason(), failed.detail(), attempts));
    } else if (word instanceof Word.EndsRun end) {
      BraintrustException why = new BraintrustException(end.detail());
      result.completeExceptionally(why);
      client.end(why);
    } else if (word instanceof Word.Again again) {
      repeat(again);
    }
  }

  private ChatAnswer answer(Word.Answered answered) {
    long millis = TimeUnit.NANOSECONDS.toMillis(client.ticker().nanos() - leftAt);
    return new ChatAnswer(
        digest,
        answered.choices(),
        answered.model(),
        answered.usage(),
        System.currentTimeMillis(),
        millis,
        attempts,
        false);
  }

  private void repeat(Word.Again again) {
    if (isLast(again.kind())) {
      String times = attempts == 1 ? "" : " (after " + (attempts - 1) + " retries)";
      Reason reason = again.reason();
      result.complete(new ChatFailure(digest, reason, again.detail() + times, attempts));
    } else {
      client.later(again.waitMillis(), this);
    }
  }

  private boolean isRefusedForLong() {
    long now = client.ticker().nanos();
    if (refusedSince == NEVER) {
      refusedSince = now;
    }
    return now - refusedSince > REFUSED_KEY.toNanos();
  }

  private boolean isLast(Kind kind) {
    int retries = client.maxRetries();
    return switch (kind) {
      case FAULT -> ++failures > retries;
      case PAID -> ++unreadable > Math.min(retries, UNREADABLE_RETRIES);
      case KEY -> isRefusedForLong();
      case RATE -> {
        refusedTurns.add();
        yield refusedTurns.inARow() > retries || refusedTurns.isOver();
      }
    };
  }
}
