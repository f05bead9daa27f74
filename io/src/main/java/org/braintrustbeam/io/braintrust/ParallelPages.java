package org.braintrustbeam.io.braintrust;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.braintrustbeam.io.http.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages on threads of its own, and hands them over on the caller's.
 *
 * <p>So requests in flight depend neither on cores nor on bundles. The places are those of the
 * process: a page that is being read or waits to be handed over holds one, which bounds the memory
 * too: a slow taker slows the readers down. A bundle always gets one place in the end, and more
 * while the others leave some. When {@link #read} returns or throws its threads have ended, or have
 * been told to end and given {@value #MAX_END_SECONDS} s for it.
 */
final class ParallelPages {
  private static final Logger LOG = LoggerFactory.getLogger(ParallelPages.class);

  /** A page passes all its retries and waits for its turn in much less. */
  private static final long MAX_WAIT_HOURS = 24;

  /** An interrupted request ends at once; what takes longer is not worth holding up a failure. */
  private static final long MAX_END_SECONDS = 5;

  private record Done(Work work, Work.Step step) {}

  private final CompletionService<Done> running;
  private final Semaphore places;
  private final Backlog backlog = new Backlog();
  private int inFlight;

  private ParallelPages(ExecutorService executor, Semaphore places) {
    this.running = new ExecutorCompletionService<>(executor);
    this.places = places;
  }

  /** Does all of the work and whatever follows from it. */
  static void read(Collection<? extends Work> works, Semaphore places, Consumer<Page> taker)
      throws InterruptedException {
    ExecutorService executor = DaemonThreads.pool("braintrust-read");
    ParallelPages pages = new ParallelPages(executor, places);
    try {
      pages.backlog.add(works);
      pages.run(taker);
    } finally {
      end(executor);
      places.release(pages.inFlight);
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
      submit(); // first, so that the readers go on while the rows are handed over
      if (step.page() != null) {
        taker.accept(step.page());
      }
    }
  }

  private void submit() throws InterruptedException {
    while (!backlog.isEmpty() && place()) {
      Work work = backlog.next(places.availablePermits());
      Future<Done> unused = running.submit(() -> new Done(work, work.run()));
    }
  }

  /** Takes a place; waits for one only if there is nothing else to wait for. */
  private boolean place() throws InterruptedException {
    boolean taken = places.tryAcquire(inFlight > 0 ? 0 : MAX_WAIT_HOURS, TimeUnit.HOURS); // in turn
    if (!taken && inFlight == 0) {
      throw nothing();
    }
    inFlight += taken ? 1 : 0;
    return taken;
  }

  private static BraintrustException nothing() {
    return new BraintrustException("no page has come for " + MAX_WAIT_HOURS + " hours");
  }

  private Work.Step take() throws InterruptedException {
    Future<Done> future = running.poll(MAX_WAIT_HOURS, TimeUnit.HOURS);
    if (future == null) {
      throw nothing();
    }
    inFlight--;
    places.release();
    try {
      Done done = future.get();
      backlog.done(done.work(), done.step());
      return done.step();
    } catch (ExecutionException e) {
      throw Unwrapped.of(e);
    }
  }
}
