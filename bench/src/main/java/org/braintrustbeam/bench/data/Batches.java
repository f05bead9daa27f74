package org.braintrustbeam.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Sends rows, {@value #SIZE} a request, several requests at once. */
final class Batches {
  static final int SIZE = 1_000;
  private static final int WRITERS = 4;

  private final LocalApi api;
  private final SetClock clock;
  private final Duration step;

  /**
   * With so much time between two batches on the server's clock; zero puts all rows into the same
   * second, and so next to each other in the order of their keys.
   */
  Batches(LocalApi api, SetClock clock, Duration step) {
    this.api = api;
    this.clock = clock;
    this.step = step;
  }

  /** Rows 0 to {@code rows} of an object. */
  void insert(String type, String id, long rows, LongFunction<String> row) {
    Instant start = clock.instant();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        long first = writer;
        all.add(
            CompletableFuture.runAsync(() -> insert(type, id, rows, row, first, start), writers));
      }
      all.forEach(CompletableFuture::join);
    } finally {
      writers.shutdown();
    }
    clock.set(start.plus(step.multipliedBy(1 + rows / SIZE)));
  }

  private void insert(
      String type, String id, long rows, LongFunction<String> row, long first, Instant start) {
    for (long batch = first; batch * SIZE < rows; batch += WRITERS) {
      long end = Math.min(rows, (batch + 1) * SIZE);
      String json = text(batch * SIZE, end, row);
      clock.set(start.plus(step.multipliedBy(batch)));
      api.insert(type, id, json);
    }
  }

  static String text(long from, long to, LongFunction<String> row) {
    return LongStream.range(from, to).mapToObj(row).collect(Collectors.joining(","));
  }
}
