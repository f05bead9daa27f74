package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.braintrust.BatchSender.Outcome;
import org.braintrustbeam.io.files.WriteLog;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.jspecify.annotations.Nullable;

/** Writes the changes of a dataset, as they come out of the grouping. */
final class UpsertRowsFn extends DoFn<KV<String, Iterable<RowChange>>, RowKey> {
  static final TupleTag<RowKey> WRITTEN = new TupleTag<>() {};
  static final TupleTag<Reject> REFUSED = new TupleTag<>() {};
  static final String NAMESPACE = "braintrust.write";

  private final Counter written = Metrics.counter(NAMESPACE, "rows_written");
  private final Counter refused = Metrics.counter(NAMESPACE, "rows_refused");
  private final Counter sent = Metrics.counter(NAMESPACE, "requests_sent");
  private final Counter retried = Metrics.counter(NAMESPACE, "requests_retried");
  private final ObjectType type;
  private final ConnectionSettings connection;
  private final @Nullable WriteLog log;
  private final @Nullable MadeChange test;

  UpsertRowsFn(
      ObjectType type,
      ConnectionSettings connection,
      @Nullable WriteLog log,
      @Nullable MadeChange test) {
    this.type = type;
    this.connection = connection;
    this.log = log;
    this.test = test;
  }

  /** Nothing is written to the service that could not be told afterwards. */
  @Setup
  public void setUp() throws IOException {
    if (log != null) {
      log.verify();
    }
  }

  @ProcessElement
  public void write(@Element KV<String, Iterable<RowChange>> dataset, MultiOutputReceiver out)
      throws InterruptedException {
    BraintrustClient client = BraintrustClient.of(connection);
    Tally tally = new Tally();
    Api api = client.api(tally);
    boolean spans = type == ObjectType.EXPERIMENT;
    RowStore store = (id, events) -> api.insert(type, id, Event.body(events), events.size());
    CurrentVersions versions =
        !spans && connection.readMode() == ReadMode.QUERY
            ? new QueriedVersions(api)
            : CurrentVersions.UNKNOWN;
    try (DatasetWrite write =
        new DatasetWrite(
            new BatchSender(
                store,
                versions,
                test == null ? SecondLook.NONE : new QueriedRows(api, test),
                log == null ? WriteRecord.NONE : new LoggedWrites(log),
                type,
                dataset.getKey()),
            client.threads(),
            connection.batchesAtOnce(),
            outcome -> give(outcome, out))) {
      for (RowChange change : dataset.getValue()) {
        write.add(spans ? Event.ofSpan(change) : Event.of(change));
      }
      write.finish();
    } finally {
      sent.inc(tally.takeSent());
      retried.inc(tally.takeRetried());
    }
  }

  private void give(Outcome outcome, MultiOutputReceiver out) {
    outcome.written().forEach(out.get(WRITTEN)::output);
    outcome.refused().forEach(out.get(REFUSED)::output);
    written.inc(outcome.written().size());
    refused.inc(outcome.refused().size());
    LiveCounts.addRowsWritten(outcome.written().size());
  }
}
