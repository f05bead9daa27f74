package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.io.braintrust.BatchSender.Outcome;
import org.braintrustbeam.io.row.Reject;

/**
 * Writes a batch, and finds the rows that the service does not take.
 *
 * <p>When the service does not take a batch, sends its halves, until the rows that are to blame
 * stand alone.
 *
 * <p>Where the service takes none of the rows for one and the same reason, that would be two
 * requests a row to learn nothing. So before a batch is split some of its rows are sent alone.
 */
final class SplitWrite {
  /** A smaller batch is split at once: that costs little. */
  private static final int MIN_TO_SAMPLE = 8;

  /** Spread over the batch, because bad rows tend to be neighbours. */
  private static final int SAMPLES = 5;

  private final RowStore store;
  private final ObjectType type;
  private final String datasetId;
  private final Outcome outcome;

  /** Of rows of a dataset; what becomes of them is in {@code outcome} also when it fails. */
  SplitWrite(RowStore store, ObjectType type, String datasetId, Outcome outcome) {
    this.type = type;
    this.store = store;
    this.datasetId = datasetId;
    this.outcome = outcome;
  }

  /**
   * Writes the events.
   *
   * @throws BraintrustException if the service seems to take no row at all
   */
  void send(List<Event> batch) {
    try {
      store.upsert(datasetId, batch);
      batch.forEach(event -> outcome.written().add(event.key()));
    } catch (RefusedException e) {
      if (!isAboutRows(e)) {
        throw e;
      }
      if (batch.size() == 1) {
        outcome.refused().add(reject(batch.get(0), e));
      } else if (e.status() != 413 && batch.size() >= MIN_TO_SAMPLE && isFirst()) {
        sendSampled(batch);
      } else {
        sendHalves(batch);
      }
    }
  }

  private boolean isFirst() {
    return outcome.written().isEmpty() && outcome.refused().isEmpty();
  }

  private void sendHalves(List<Event> batch) {
    int half = batch.size() / 2;
    send(batch.subList(0, half));
    send(batch.subList(half, batch.size()));
  }

  private void sendSampled(List<Event> batch) {
    List<Event> left = new ArrayList<>(batch);
    int sent = 0;
    while (sent < SAMPLES && isRefusedAlike()) {
      Event sample = batch.get(sent * (batch.size() - 1) / (SAMPLES - 1));
      left.remove(sample);
      send(List.of(sample));
      sent++;
    }
    if (isRefusedAlike()) {
      throw noRow(batch.size());
    }
    if (outcome.refused().isEmpty()) {
      sendHalves(left);
    } else {
      send(left); // the one that was to blame may be out already
    }
  }

  private boolean isRefusedAlike() {
    return outcome.written().isEmpty()
        && outcome.refused().stream().map(Reject::detail).distinct().count() <= 1;
  }

  private BraintrustException noRow(int rows) {
    return new BraintrustException(
        "%s %s takes no row, as it seems: of %d rows none was written and %d were refused one by one: %s"
            .formatted(
                type.apiName(), datasetId, rows, SAMPLES, outcome.refused().get(0).detail()));
  }

  private static boolean isAboutRows(RefusedException e) {
    return !e.isPassing() && (e.status() == 413 || e.status() == 400 || e.status() == 422);
  }

  private static Reject reject(Event event, RefusedException e) {
    boolean tooLarge = e.status() == 413;
    Reject.Reason reason = tooLarge ? Reject.Reason.TOO_LARGE : Reject.Reason.REFUSED;
    String detail =
        e.serverMessage().isEmpty() ? "the service answered " + e.status() : e.serverMessage();
    return BatchSender.reject(event, reason, detail);
  }
}
