package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.braintrustbeam.io.braintrust.BatchSender.Outcome;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowKey;

/**
 * Writes rows of one dataset in batches, several of them in flight.
 *
 * <p>What the service makes of an id that a request holds twice is not known, and requests in
 * flight may overtake each other. So an event whose row is under way waits until all others are
 * written.
 */
final class DatasetWrite implements AutoCloseable {
  /** What {@code bt} sends; the service documents no limit. */
  static final int MAX_ROWS = 1_000;

  /** What a full batch takes: a look at its rows, some a query, and the write. */
  static final int REQUESTS = MAX_ROWS / LookUpFn.IDS_PER_QUERY + 1;

  /** Half of the 6 MiB that the SDKs take for the largest request, as they do. */
  static final int MAX_BYTES = 3 << 20;

  private final BatchSender sender;
  private final InFlight<Outcome> inFlight;
  private final Consumer<Outcome> taker;
  private final Set<RowKey> underWay = new HashSet<>();
  private final Set<RowKey> late = new HashSet<>();
  private List<Event> later = new ArrayList<>();
  private List<Event> batch = new ArrayList<>();
  private long bytes;

  DatasetWrite(BatchSender sender, ExecutorService executor, int limit, Consumer<Outcome> taker) {
    this.sender = sender;
    this.inFlight = new InFlight<>(executor, limit, this::take);
    this.taker = taker;
  }

  /** Writes an event, now or later. */
  void add(Event event) throws InterruptedException {
    if (late.contains(event.key()) || !underWay.add(event.key())) {
      late.add(event.key());
      later.add(event);
      return;
    }
    if (batch.size() == MAX_ROWS || bytes + event.json().size() > MAX_BYTES) {
      flush();
    }
    batch.add(event);
    bytes += event.json().size() + 1L;
  }

  /** Waits until all events are written or refused. */
  void finish() throws InterruptedException {
    join();
    while (!later.isEmpty()) {
      List<Event> wave = later;
      later = new ArrayList<>();
      late.clear();
      for (Event event : wave) {
        add(event);
      }
      join();
    }
  }

  private void join() throws InterruptedException {
    flush();
    inFlight.join();
  }

  private void flush() throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    List<Event> full = batch;
    batch = new ArrayList<>();
    bytes = 0;
    inFlight.submit(() -> sender.send(full));
  }

  private void take(Outcome outcome) {
    underWay.removeAll(new HashSet<>(outcome.written()));
    outcome.refused().stream().map(Reject::key).forEach(underWay::remove);
    taker.accept(outcome);
  }

  @Override
  public void close() {
    inFlight.close();
  }
}
