package org.braintrustbeam.io.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.model.ChatFailure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a bundle, their results taken on the caller's thread in the order in which they
 * come.
 *
 * <p>No more than a limit of them is under way, so the caller is slowed down rather than the heap
 * filled. When one ends the run, no more are begun, and those under way are waited for, because
 * their answers are paid for. Closing it ends what is still under way. Of one thread.
 *
 * @param <T> what the calls are for
 */
final class CallsUnderWay<T> implements AutoCloseable {
  /** Some of them wait for their next attempt, so more than there are places. */
  private static final int MOST_CALLS = 1_024;

  private static final int SHARE_OF_HEAP = 16;
  private static final long MAX_WAIT_HOURS = 24;

  private final ModelClient client;
  private final AnswerStore store;
  private final AnswerCheck check;
  private final BiConsumer<T, ChatResult> taker;
  private final long mostBytes;
  private final BlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<ChatResult>> byDigest = new HashMap<>();
  private final Set<ChatCall> calls = new HashSet<>();
  private int underWay;
  private long bytes;
  private @Nullable Throwable failure;

  CallsUnderWay(
      ModelClient client, AnswerStore store, AnswerCheck check, BiConsumer<T, ChatResult> taker) {
    this.client = client;
    this.store = store;
    this.check = check;
    this.taker = taker;
    this.mostBytes = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /**
   * What came of a call.
   *
   * @param call null for one that took its answer from another
   */
  private record Ended<T>(
      T key,
      String digest,
      int bytes,
      @Nullable ChatCall call,
      @Nullable ChatResult result,
      @Nullable Throwable failure) {}

  /**
   * Begins a call, unless its answer is there, after taking results while the limit is reached.
   *
   * @throws BraintrustException if one of the calls ends the run
   */
  void submit(T key, ChatRequest request) throws InterruptedException {
    while (!ended.isEmpty() || isFull(request.body().size())) {
      take();
    }
    if (failure != null) {
      join();
    }
    String digest = request.digest();
    CompletableFuture<ChatResult> sameUnderWay = byDigest.get(digest);
    if (sameUnderWay != null) {
      await(key, digest, 0, null, sameUnderWay.thenApply(CallsUnderWay::reused));
      return;
    }
    ChatAnswer known = store.find(digest);
    if (known != null) {
      taker.accept(key, known);
      return;
    }
    begin(key, digest, request);
  }

  private boolean isFull(int more) {
    return underWay >= Math.max(MOST_CALLS, 2 * client.places())
        || (underWay > 0 && bytes + more > mostBytes);
  }

  private void begin(T key, String digest, ChatRequest request) {
    ChatCall call = client.call(request);
    CompletableFuture<ChatResult> kept = call.result().thenCompose(this::kept);
    calls.add(call);
    byDigest.put(digest, kept);
    await(key, digest, request.body().size(), call, kept);
  }

  private CompletableFuture<ChatResult> kept(ChatResult result) {
    if (!(result instanceof ChatAnswer answer)) {
      return CompletableFuture.completedFuture(result);
    }
    String problem = check.problem(answer);
    return problem == null
        ? store.keep(answer).thenApply(stored -> stored)
        : CompletableFuture.completedFuture(
            new ChatFailure(answer.digest(), Reason.EMPTY, problem, answer.attempts()));
  }

  /** An equal request has paid for it. */
  private static ChatResult reused(ChatResult result) {
    return result instanceof ChatAnswer answer ? answer.asReused() : result;
  }

  private void await(
      T key,
      String digest,
      int size,
      @Nullable ChatCall call,
      CompletableFuture<ChatResult> result) {
    underWay++;
    bytes += size;
    var unused =
        result.whenComplete(
            (value, problem) -> ended.add(new Ended<>(key, digest, size, call, value, problem)));
  }

  /** Takes the next result; false if there is none left to wait for. */
  boolean await() throws InterruptedException {
    if (underWay == 0) {
      throwFailure();
      return false;
    }
    take();
    return true;
  }

  /** Takes all results. */
  void join() throws InterruptedException {
    boolean more = true;
    while (more) {
      more = await();
    }
  }

  private void take() throws InterruptedException {
    Ended<T> next = ended.poll(MAX_WAIT_HOURS, TimeUnit.HOURS);
    if (next == null) {
      throw new BraintrustException(
          "no call of a model has ended for " + MAX_WAIT_HOURS + " hours");
    }
    underWay--;
    bytes -= next.bytes();
    if (next.call() != null) {
      calls.remove(next.call());
      byDigest.remove(next.digest());
    }
    if (next.result() != null) {
      taker.accept(next.key(), next.result());
    } else if (failure == null) {
      failure = next.failure();
    }
  }

  private void throwFailure() {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException problem) {
      throw problem;
    }
    if (cause != null) {
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    calls.forEach(ChatCall::cancel);
  }
}
