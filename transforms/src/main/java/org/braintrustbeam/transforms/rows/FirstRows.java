package org.braintrustbeam.transforms.rows;

import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.RowVersion;

/**
 * The first rows in some order, so that they are the same however they were read.
 *
 * <p>Input: the newest version of each row; bounded, in the global window. Of each bundle no more
 * than the limit travels. Memory: as many rows as the limit says.
 */
public final class FirstRows extends PTransform<PCollection<RowVersion>, PCollection<RowVersion>> {
  private final SerializableFunction<RowVersion, String> order;
  private final int limit;

  private FirstRows(SerializableFunction<RowVersion, String> order, int limit) {
    this.order = order;
    this.limit = limit;
  }

  /**
   * No more than this many, at least 1.
   *
   * @param order what to sort by, compared as text; no two rows may have the same
   */
  public static FirstRows by(SerializableFunction<RowVersion, String> order, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, got " + limit);
    }
    return new FirstRows(order, limit);
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<RowVersion> rows) {
    return rows.apply("FirstOfBundle", ParDo.of(new OfBundleFn(order, limit)))
        .apply("Together", GroupByKey.create())
        .apply("FirstOfAll", ParDo.of(new OfAllFn(order, limit)));
  }

  /** The rows so far, in order. */
  private static final class First {
    private final TreeMap<String, RowVersion> rows = new TreeMap<>();

    void offer(RowVersion row, String place, int limit) {
      if (rows.size() < limit || place.compareTo(rows.lastKey()) < 0) {
        rows.put(place, row);
      }
      if (rows.size() > limit) {
        rows.pollLastEntry();
      }
    }
  }

  private static final class OfBundleFn extends DoFn<RowVersion, KV<Boolean, RowVersion>> {
    private final SerializableFunction<RowVersion, String> order;
    private final int limit;
    private transient First first = new First();

    OfBundleFn(SerializableFunction<RowVersion, String> order, int limit) {
      this.order = order;
      this.limit = limit;
    }

    @StartBundle
    public void start() {
      first = new First();
    }

    @ProcessElement
    public void keep(@Element RowVersion row) {
      first.offer(row, order.apply(row), limit);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      for (RowVersion row : first.rows.values()) {
        context.output(
            KV.of(true, row), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
      first = new First(); // the instance outlives the bundle, its rows need not
    }
  }

  private static final class OfAllFn extends DoFn<KV<Boolean, Iterable<RowVersion>>, RowVersion> {
    private final SerializableFunction<RowVersion, String> order;
    private final int limit;

    OfAllFn(SerializableFunction<RowVersion, String> order, int limit) {
      this.order = order;
      this.limit = limit;
    }

    @ProcessElement
    public void keep(
        @Element KV<Boolean, Iterable<RowVersion>> all, OutputReceiver<RowVersion> out) {
      First first = new First();
      all.getValue().forEach(row -> first.offer(row, order.apply(row), limit));
      first.rows.values().forEach(out::output);
    }
  }
}
