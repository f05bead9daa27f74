package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowKey;

/**
 * Sends a batch; when the service does not take it, sends its halves, until the rows that are to
 * blame stand alone.
 */
final class BatchSender {
  private static final String STEP = "UpsertRows";

  private final RowStore store;
  private final String datasetId;

  BatchSender(RowStore store, String datasetId) {
    this.store = store;
    this.datasetId = datasetId;
  }

  /** Rows that were taken, and rows that were not. */
  record Outcome(List<RowKey> written, List<Reject> refused) {}

  /** Every event of the batch is in the outcome, once. */
  Outcome send(List<Event> batch) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    send(batch, outcome);
    return outcome;
  }

  private void send(List<Event> batch, Outcome outcome) {
    try {
      store.upsert(datasetId, batch);
      batch.forEach(event -> outcome.written().add(event.key()));
    } catch (RefusedException e) {
      if (!isAboutRows(e)) {
        throw e;
      }
      if (batch.size() == 1) {
        outcome.refused().add(reject(batch.get(0), e));
        return;
      }
      int half = batch.size() / 2;
      send(batch.subList(0, half), outcome);
      send(batch.subList(half, batch.size()), outcome);
    }
  }

  private static boolean isAboutRows(RefusedException e) {
    return !e.isPassing() && (e.status() == 413 || e.status() == 400 || e.status() == 422);
  }

  private static Reject reject(Event event, RefusedException e) {
    boolean tooLarge = e.status() == 413;
    Reject.Reason reason = tooLarge ? Reject.Reason.TOO_LARGE : Reject.Reason.REFUSED;
    String detail =
        e.serverMessage().isEmpty() ? "the service answered " + e.status() : e.serverMessage();
    return new Reject(STEP, reason, detail, event.key(), event.json());
  }
}
