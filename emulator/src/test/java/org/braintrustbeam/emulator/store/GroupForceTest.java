package org.braintrustbeam.emulator.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One force of the disk for several writers, and none too few. */
class GroupForceTest {
  @Test
  void eachWriteIsForcedBeforeItIsAnswered() {
    AtomicInteger forces = new AtomicInteger();
    GroupForce disk = new GroupForce(forces::incrementAndGet);

    disk.await(disk.written());
    disk.await(disk.written());

    assertThat(forces.get(), is(2));
  }

  @Test
  void thoseWhoWaitDuringAForceShareTheNextOne() throws Exception {
    AtomicInteger forces = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    GroupForce disk =
        new GroupForce(
            () -> {
              forces.incrementAndGet();
              begun.countDown();
              await(goOn);
            });
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> writers = new ArrayList<>();
      long first = disk.written();
      writers.add(threads.submit(() -> disk.await(first)));
      await(begun);
      for (int i = 0; i < 5; i++) {
        long later = disk.written();
        writers.add(threads.submit(() -> disk.await(later)));
      }
      goOn.countDown();
      for (Future<?> writer : writers) {
        writer.get(10, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(forces.get(), equalTo(2));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
