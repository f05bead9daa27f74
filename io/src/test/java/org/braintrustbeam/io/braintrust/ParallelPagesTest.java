package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.braintrustbeam.io.braintrust.Work.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelPagesTest {
  private static final Page EMPTY = new Page(List.of(), List.of(), null, null);

  private static Step blockUntilInterrupted(CountDownLatch started, CountDownLatch ended) {
    started.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      ended.countDown();
    }
    return Step.end(EMPTY);
  }

  @Test
  void aFailureEndsTheOtherThreads() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Work failing =
        () -> {
          try {
            started.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new BraintrustException("broken");
        };
    Work blocking = () -> blockUntilInterrupted(started, ended);

    BraintrustException e =
        assertThrows(
            BraintrustException.class,
            () -> ParallelPages.read(List.of(failing, blocking), new Semaphore(2), page -> {}));

    assertThat(e.getMessage(), equalTo("broken"));
    assertThat(ended.getCount(), equalTo(0L)); // it has been waited for
  }

  @Test
  void anInterruptOfTheTakerEndsTheThreads() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Work blocking = () -> blockUntilInterrupted(started, ended);
    AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                ParallelPages.read(List.of(blocking), new Semaphore(2), page -> {});
              } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
              }
            });
    taker.start();
    started.await();

    taker.interrupt();
    taker.join();

    assertThat(thrown.get(), instanceOf(InterruptedException.class));
    assertThat(ended.getCount(), equalTo(0L)); // it has been waited for
  }

  @Test
  void readsThatShareFewPlacesAllComeToTheirEndAndGiveThemBack() throws InterruptedException {
    Semaphore places = new Semaphore(2, true);
    AtomicInteger taken = new AtomicInteger();
    List<Work> works = Collections.nCopies(50, () -> Step.end(EMPTY));
    List<Thread> reads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      reads.add(
          new Thread(
              () -> {
                try {
                  ParallelPages.read(works, places, page -> taken.incrementAndGet());
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }

    reads.forEach(Thread::start);
    for (Thread read : reads) {
      read.join();
    }

    assertThat(taken.get(), equalTo(4 * 50));
    assertThat(places.availablePermits(), equalTo(2));
  }

  @Test
  void aReadThatFailsGivesItsPlacesBack() {
    Semaphore places = new Semaphore(3, true);
    Work good = () -> Step.end(EMPTY);
    Work bad =
        () -> {
          throw new BraintrustException("broken");
        };

    assertThrows(
        BraintrustException.class,
        () -> ParallelPages.read(List.of(good, bad, good, bad, good), places, page -> {}));
    assertThrows(
        IllegalStateException.class,
        () ->
            ParallelPages.read(
                List.of(good, good, good, good),
                places,
                page -> {
                  throw new IllegalStateException("nobody takes it");
                }));

    assertThat(places.availablePermits(), equalTo(3));
  }

  @Test
  void aSlowTakerHoldsTheReadersBack() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    List<Work> works =
        IntStream.range(0, 200)
            .<Work>mapToObj(
                i ->
                    () -> {
                      mostAhead.accumulateAndGet(read.incrementAndGet() - taken.get(), Math::max);
                      return Step.end(EMPTY);
                    })
            .toList();

    ParallelPages.read(works, new Semaphore(3), page -> taken.incrementAndGet());

    assertThat(taken.get(), equalTo(200));
    assertThat(mostAhead.get(), lessThanOrEqualTo(4)); // three of them, and the one being taken
  }
}
