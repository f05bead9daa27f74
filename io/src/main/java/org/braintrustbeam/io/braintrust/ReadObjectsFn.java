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

/** Reads the objects of a bundle together, so that many small ones are as fast as a large one. */
final class ReadObjectsFn extends DoFn<ObjectSnapshot, RowVersion> {
  static final TupleTag<RowVersion> ROWS = new TupleTag<>() {};
  static final TupleTag<Reject> REJECTS = new TupleTag<>() {};
  private static final String STEP = "ReadRows";

  private final ReadMetrics metrics = new ReadMetrics();
  private final ConnectionSettings connection;
  private final Selection selection;
  private transient @Nullable List<ObjectSnapshot> objects;

  ReadObjectsFn(ConnectionSettings connection, Selection selection) {
    this.connection = connection;
    this.selection = selection;
  }

  @StartBundle
  public void start() {
    objects = new ArrayList<>();
  }

  @ProcessElement
  public void collect(@Element ObjectSnapshot object) {
    bundle().add(object);
  }

  @FinishBundle
  public void read(FinishBundleContext context) throws InterruptedException {
    Tally tally = new Tally();
    Api api = BraintrustClient.of(connection).api(tally);
    List<CountedRead> reads =
        bundle().stream().map(object -> new CountedRead(read(api, object), object)).toList();
    ParallelPages.read(
        reads,
        connection.readConcurrency(),
        page -> {
          metrics.count(page, tally);
          BoundedWindow window = GlobalWindow.INSTANCE;
          page.rows().forEach(row -> context.output(ROWS, row, window.maxTimestamp(), window));
          page.rejects()
              .forEach(reject -> context.output(REJECTS, reject, window.maxTimestamp(), window));
        });
    metrics.count(tally);
    if (selection.filter() == null) {
      reads.forEach(CountedRead::check);
    }
  }

  private ObjectRead read(Api api, ObjectSnapshot object) {
    return new ObjectRead(api, object, STEP, selection);
  }

  private List<ObjectSnapshot> bundle() {
    if (objects == null) {
      throw new IllegalStateException("no bundle has started");
    }
    return objects;
  }
}
