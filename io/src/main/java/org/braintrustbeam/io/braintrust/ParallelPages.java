package org.braintrustbeam.io.braintrust;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages on threads of its own, and hands them over on the caller's.
 *
 * <p>So requests in flight depend neither on cores nor on bundles. At most {@code threads} pages
 * are being read or wait to be handed over, which bounds the memory: a slow taker slows the readers
 * down. When {@link #read} returns or throws its threads have ended, or have been told to end and
 * given {@value #MAX_END_SECONDS} s for it.
 */
final class ParallelPages {
  private static final Logger LOG = LoggerFactory.getLogger(ParallelPages.class);

  /** A page passes all its retries and waits for its turn in much less. */
  private static final long MAX_WAIT_HOURS = 24;

  /** An interrupted request ends at once; what takes longer is not worth holding up a failure. */
  private static final long MAX_END_SECONDS = 5;

  private final CompletionService<Work.Step> running;
  private final int threads;
  private final Deque<Work> backlog;
  private int inFlight;

  private ParallelPages(ExecutorService executor, int threads, Collection<? extends Work> works) {
    this.running = new ExecutorCompletionService<>(executor);
    this.threads = threads;
    this.backlog = new ArrayDeque<>(works);
  }

  /** Does all of the work and whatever follows from it. */
  static void read(Collection<? extends Work> works, int threads, Consumer<Page> taker)
      throws InterruptedException {
    ExecutorService executor = DaemonThreads.pool("braintrust-read", threads);
    try {
      new ParallelPages(executor, threads, works).run(taker);
    } finally {
      end(executor);
    }
  }

  private static void end(ExecutorService executor) {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(MAX_END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("threads that read pages have not ended within {} s", MAX_END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<Page> taker) throws InterruptedException {
    submit();
    while (inFlight > 0) {
      Work.Step step = take();
      step.next().forEach(backlog::push);
      submit(); // first, so that the readers go on while the rows are handed over
      if (step.page() != null) {
        taker.accept(step.page());
      }
    }
  }

  private void submit() {
    while (inFlight < threads && !backlog.isEmpty()) {
      Future<Work.Step> unused = running.submit(backlog.pop()::run);
      inFlight++;
    }
  }

  private Work.Step take() throws InterruptedException {
    Future<Work.Step> done = running.poll(MAX_WAIT_HOURS, TimeUnit.HOURS);
    if (done == null) {
      throw new BraintrustException("no page has come for " + MAX_WAIT_HOURS + " hours");
    }
    inFlight--;
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw Unwrapped.of(e);
    }
  }
}
