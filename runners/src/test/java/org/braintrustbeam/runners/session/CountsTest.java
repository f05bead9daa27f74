package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void looksIntoAStoreOfObjectsEveryFiveSeconds() {
    AtomicLong nanos = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    Supplier<Counts> counts =
        Counts.seldom(() -> new Counts(looks.incrementAndGet(), 0), nanos::get);

    for (int glance = 0; glance < 55; glance++) { // eleven seconds of them
      assertThat(counts.get(), is(new Counts(looks.get(), 0)));
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
    }

    assertThat(looks.get(), is(3));
  }

  @Test
  void standStillWhereTheReportsCannotBeRead() {
    Supplier<Counts> counts = Counts.of(new Workers(2, "attic://no-such-file-system/folder"));

    assertThat(counts.get(), is(new Counts(0, 0)));
  }
}
