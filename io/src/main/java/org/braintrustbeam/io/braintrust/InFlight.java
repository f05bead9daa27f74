package org.braintrustbeam.io.braintrust;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Tasks on other threads, their results taken on the caller's, in the order of submission.
 *
 * <p>No more than a limit of them is under way, so the caller is slowed down rather than the heap
 * filled. Closing it ends what is still under way.
 *
 * @param <T> result of a task
 */
final class InFlight<T> implements AutoCloseable {
  private static final long MAX_WAIT_HOURS = 24;

  private final ExecutorService executor;
  private final int limit;
  private final Consumer<T> taker;
  private final Deque<Future<T>> futures = new ArrayDeque<>();

  InFlight(ExecutorService executor, int limit, Consumer<T> taker) {
    this.executor = executor;
    this.limit = limit;
    this.taker = taker;
  }

  /** Starts a task, after taking the oldest result if the limit is reached. */
  void submit(Callable<T> task) throws InterruptedException {
    while (futures.size() >= limit) {
      takeOldest();
    }
    futures.add(executor.submit(task));
  }

  /** Takes all results. */
  void join() throws InterruptedException {
    while (!futures.isEmpty()) {
      takeOldest();
    }
  }

  private void takeOldest() throws InterruptedException {
    Future<T> oldest = futures.element();
    T result;
    try {
      result = oldest.get(MAX_WAIT_HOURS, TimeUnit.HOURS);
    } catch (ExecutionException e) {
      throw Unwrapped.of(e);
    } catch (TimeoutException e) {
      throw new BraintrustException("a request has not ended for " + MAX_WAIT_HOURS + " hours", e);
    }
    futures.remove();
    taker.accept(result);
  }

  @Override
  public void close() {
    futures.forEach(future -> future.cancel(true));
  }
}
