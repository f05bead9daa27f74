package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/** Reads the tasks of a bundle together, so that many small ones are as fast as a large one. */
final class ReadTasksFn extends DoFn<ReadTask, RowVersion> {
  static final TupleTag<RowVersion> ROWS = new TupleTag<>() {};
  static final TupleTag<Reject> REJECTS = new TupleTag<>() {};
  private static final String STEP = "ReadRows";

  private final ReadMetrics metrics = new ReadMetrics();
  private final ConnectionSettings connection;
  private final Selection selection;
  private transient @Nullable List<ReadTask> tasks;

  ReadTasksFn(ConnectionSettings connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  @StartBundle
  public void start() {
    tasks = new ArrayList<>();
  }

  @ProcessElement
  public void collect(@Element ReadTask task) {
    bundle().add(task);
  }

  @FinishBundle
  public void read(FinishBundleContext context) throws InterruptedException {
    Tally tally = new Tally();
    BraintrustClient client = BraintrustClient.of(connection);
    Api api = client.api(tally);
    List<Reading> readings = bundle().stream().map(task -> reading(api, task)).toList();
    ParallelPages.read(
        readings.stream().map(Reading::counted).toList(),
        client.readPlaces(),
        page -> {
          metrics.count(page, tally);
          BoundedWindow window = GlobalWindow.INSTANCE;
          page.rows().forEach(row -> context.output(ROWS, row, window.maxTimestamp(), window));
          page.rejects()
              .forEach(reject -> context.output(REJECTS, reject, window.maxTimestamp(), window));
        });
    if (selection.filter() == null) {
      readings.forEach(reading -> reading.counted().check(reading.read()::findsAnyRow));
    }
    metrics.count(tally);
  }

  private record Reading(ObjectRead read, CountedRead counted) {}

  private Reading reading(Api api, ReadTask task) {
    ObjectRead read = new ObjectRead(api, task, STEP, selection);
    return new Reading(read, new CountedRead(read.work(), task));
  }

  private List<ReadTask> bundle() {
    if (tasks == null) {
      throw new IllegalStateException("no bundle has started");
    }
    return tasks;
  }
}
