package org.braintrustbeam.io.braintrust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up the rows of a shard. Memory: their ids, and the pages in flight. */
final class LookUpFn extends DoFn<KV<Integer, Iterable<RowAt>>, RowVersion> {

  /** What the vendor's own tools put into one query: {@code facet-optimizer}, {@code bt sync}. */
  static final int IDS_PER_QUERY = 100;

  private static final Logger LOG = LoggerFactory.getLogger(LookUpFn.class);

  private final ReadMetrics metrics = new ReadMetrics();
  private final ConnectionSettings connection;
  private final List<String> columns;

  LookUpFn(ConnectionSettings connection, List<String> columns) {
    this.connection = connection;
    this.columns = columns;
  }

  /** A dataset at a version: rows of the same one can share a query. */
  private record Source(String datasetId, @Nullable String version) {
    ObjectSnapshot with(ReadMode mode) {
      return new ObjectSnapshot(ObjectType.DATASET, datasetId, version, -1, mode);
    }
  }

  @ProcessElement
  public void lookUp(@Element KV<Integer, Iterable<RowAt>> shard, OutputReceiver<RowVersion> out)
      throws InterruptedException {
    Map<Source, Set<String>> wanted = new LinkedHashMap<>();
    for (RowAt row : shard.getValue()) {
      wanted
          .computeIfAbsent(
              new Source(row.key().objectId(), row.version()), source -> new TreeSet<>())
          .add(row.key().rowId());
    }
    try {
      read(wanted, connection.readMode(), out);
    } catch (RefusedException e) {
      if (connection.readMode() == ReadMode.FETCH || !SqlSupport.isMissing(e)) {
        throw e;
      }
      LOG.warn("no SQL at this data plane ({}); reading whole datasets instead", e.getMessage());
      read(wanted, ReadMode.FETCH, out); // rows that are out already come out once all the same
    }
  }

  private void read(Map<Source, Set<String>> wanted, ReadMode mode, OutputReceiver<RowVersion> out)
      throws InterruptedException {
    BraintrustClient client = BraintrustClient.of(connection);
    Tally tally = new Tally();
    RowsById rows = new RowsById(client.api(tally), columns);
    try (InFlight<Page> inFlight =
        new InFlight<>(
            client.threads(), connection.readConcurrency(), page -> give(page, tally, out))) {
      for (Map.Entry<Source, Set<String>> entry : wanted.entrySet()) {
        ObjectSnapshot dataset = entry.getKey().with(mode);
        for (Set<String> ids : batches(entry.getValue(), mode)) {
          inFlight.submit(() -> rows.read(dataset, ids));
        }
      }
      inFlight.join();
    } finally {
      metrics.count(tally);
    }
  }

  /** Without SQL one pass serves all ids. */
  private static List<Set<String>> batches(Set<String> ids, ReadMode mode) {
    return mode == ReadMode.FETCH ? List.of(ids) : RowsById.batches(ids, IDS_PER_QUERY);
  }

  private void give(Page page, Tally tally, OutputReceiver<RowVersion> out) {
    metrics.count(page, tally);
    page.rows().forEach(out::output);
  }
}
