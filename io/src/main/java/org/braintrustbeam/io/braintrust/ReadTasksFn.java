package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.Chunks;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowGrouping;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a bundle together, so that many small ones are as fast as a large one. */
final class ReadTasksFn extends DoFn<SelectedTask, KV<Integer, byte[]>> {
  static final TupleTag<KV<Integer, byte[]>> CHUNKS = new TupleTag<>() {};
  static final TupleTag<Reject> REJECTS = new TupleTag<>() {};
  private static final String STEP = "ReadRows";

  private final ReadMetrics metrics = new ReadMetrics();
  private final ConnectionSettings connection;
  private final RowGrouping<?> grouping;
  private final int shards;
  private transient @Nullable List<SelectedTask> tasks;

  /**
   * Of a connection.
   *
   * @param grouping of the rows
   * @param shards for the rows, see {@link RowGrouping#chunks}
   */
  ReadTasksFn(ConnectionSettings connection, RowGrouping<?> grouping, int shards) {
    this.connection = connection;
    this.grouping = grouping;
    this.shards = shards;
  }

  @StartBundle
  public void start() {
    tasks = new ArrayList<>();
  }

  @ProcessElement
  public void collect(@Element SelectedTask task) {
    bundle().add(task);
  }

  @FinishBundle
  public void read(FinishBundleContext context) throws InterruptedException {
    Tally tally = new Tally();
    BraintrustClient client = BraintrustClient.of(connection);
    Api api = client.api(tally);
    List<Reading> readings = bundle().stream().map(task -> reading(api, task)).toList();
    BoundedWindow window = GlobalWindow.INSTANCE;
    Chunks<RowVersion> rows = grouping.chunks(shards);
    ObjIntConsumer<byte[]> chunks =
        (chunk, shard) ->
            context.output(CHUNKS, KV.of(shard, chunk), window.maxTimestamp(), window);
    ParallelPages.read(
        readings.stream().map(Reading::counted).toList(),
        client.readPlaces(),
        page -> {
          metrics.count(page, tally);
          page.rows().forEach(row -> rows.add(row, chunks));
          page.rejects()
              .forEach(reject -> context.output(REJECTS, reject, window.maxTimestamp(), window));
        });
    rows.drain(chunks);
    for (Reading reading : readings) {
      reading.check();
    }
    metrics.count(tally);
  }

  private record Reading(ObjectRead read, CountedRead counted, boolean filtered) {
    void check() {
      if (!filtered) {
        counted.check(read::findsAnyRow);
      }
    }
  }

  private static Reading reading(Api api, SelectedTask selected) {
    ReadTask task = selected.task();
    ObjectRead read = new ObjectRead(api, task, STEP, selected.selection());
    CountedRead counted = new CountedRead(read.work(), task);
    return new Reading(read, counted, selected.selection().filter() != null);
  }

  private List<SelectedTask> bundle() {
    if (tasks == null) {
      throw new IllegalStateException("no bundle has started");
    }
    return tasks;
  }
}
