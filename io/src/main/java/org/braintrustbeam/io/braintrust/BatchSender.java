package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch, without the rows that have changed since it was decided what to write to them.
 *
 * <p>The service takes no condition on a write, so a change in the moment between the look and the
 * write is not seen. The look comes once a batch, never when the request is repeated: by then a row
 * may be at the version that the first attempt has made. For the same reason a row that was written
 * is not looked at again for a second change.
 *
 * <p>Rows that have changed are looked at once more: what an earlier attempt at the same bundle has
 * written is no conflict.
 *
 * <p>What is written is on record before and after; in between is {@link SplitWrite}.
 */
final class BatchSender {
  private static final String STEP = "UpsertRows";

  private final RowStore store;
  private final CurrentVersions versions;
  private final SecondLook secondLook;
  private final WriteRecord record;
  private final ObjectType type;
  private final String datasetId;

  /** Rows that are at a version of our own making. */
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  /** For a dataset. */
  BatchSender(
      RowStore store,
      CurrentVersions versions,
      SecondLook secondLook,
      WriteRecord record,
      String datasetId) {
    this(store, versions, secondLook, record, ObjectType.DATASET, datasetId);
  }

  BatchSender(
      RowStore store,
      CurrentVersions versions,
      SecondLook secondLook,
      WriteRecord record,
      ObjectType type,
      String datasetId) {
    this.type = type;
    this.store = store;
    this.versions = versions;
    this.secondLook = secondLook;
    this.record = record;
    this.datasetId = datasetId;
  }

  /** Rows that were taken, and rows that were not. */
  record Outcome(List<RowKey> written, List<Reject> refused) {}

  /**
   * Every event of the batch is in the outcome, once.
   *
   * @throws BraintrustException if the service seems to take no row at all
   */
  Outcome send(List<Event> batch) {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    List<Reject> moved = new ArrayList<>();
    List<Event> unmoved = unmoved(batch, moved);
    sendRecorded(unmoved, outcome);
    if (!moved.isEmpty()) {
      lookAgain(moved, outcome);
    }
    outcome.written().forEach(key -> ours.add(key.rowId()));
    return outcome;
  }

  /** What is written is on record before anybody hears of it, also when the rest fails. */
  private void sendRecorded(List<Event> events, Outcome outcome) {
    if (events.isEmpty()) {
      return;
    }
    String request = record.begin(events.stream().map(Event::key).toList());
    try {
      new SplitWrite(store, type, datasetId, outcome).send(events);
    } catch (RuntimeException e) {
      recordSome(outcome.written(), e);
      throw e;
    }
    record.end(request, outcome.written());
  }

  private void recordSome(List<RowKey> written, RuntimeException failure) {
    try {
      if (!written.isEmpty()) {
        record.add(written);
      }
    } catch (RuntimeException e) { // they count as rows of which it is unknown
      failure.addSuppressed(e);
    }
  }

  /** A row that says already what was to be written is written. */
  private void lookAgain(List<Reject> moved, Outcome outcome) {
    Set<String> made = secondLook.made(datasetId, moved);
    List<RowKey> written = new ArrayList<>();
    for (Reject reject : moved) {
      if (made.contains(reject.key().rowId())) {
        written.add(reject.key());
      } else {
        outcome.refused().add(reject);
      }
    }
    if (!written.isEmpty()) {
      record.add(written);
      outcome.written().addAll(written);
    }
  }

  /** Takes out the rows that somebody else has changed since the decision to write them. */
  private List<Event> unmoved(List<Event> batch, List<Reject> moved) {
    Set<String> ids = new LinkedHashSet<>();
    batch.forEach(event -> ids.add(event.key().rowId()));
    ids.removeAll(ours);
    Map<String, Long> current = ids.isEmpty() ? null : versions.of(datasetId, ids);
    if (current == null) {
      return batch;
    }
    List<Event> unmoved = new ArrayList<>();
    for (Event event : batch) {
      String why = ids.contains(event.key().rowId()) ? whyMoved(event, current) : null;
      if (why == null) {
        unmoved.add(event);
      } else {
        moved.add(reject(event, Reject.Reason.CHANGED_MEANWHILE, why));
      }
    }
    return unmoved;
  }

  private static @Nullable String whyMoved(Event event, Map<String, Long> current) {
    long then = event.basis().xactId();
    Long now = current.get(event.key().rowId());
    if (now == null) {
      return then == 0 ? null : "the row was deleted after the decision to change it";
    }
    if (then == 0) {
      return "a row with this id has appeared after the decision to add it";
    }
    String nowText = Long.toUnsignedString(now);
    String thenText = Long.toUnsignedString(then);
    return nowText.equals(thenText)
        ? null
        : "the row is at version " + nowText + ", the decision was made at " + thenText;
  }

  static Reject reject(Event event, Reject.Reason reason, String detail) {
    return new Reject(STEP, reason, detail, event.key(), event.json(), event.basis());
  }
}
