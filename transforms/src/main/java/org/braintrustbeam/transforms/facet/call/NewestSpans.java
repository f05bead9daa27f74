package org.braintrustbeam.transforms.facet.call;

import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.Created;

/**
 * The newest spans, by {@code created} and then by id, so that they are the same however they were
 * read.
 *
 * <p>Input: the newest version of each row; bounded, in the global window. Of each bundle no more
 * than the limit travels. Memory: as many rows as the limit says.
 */
public final class NewestSpans
    extends PTransform<PCollection<RowVersion>, PCollection<RowVersion>> {
  private final int limit;

  private NewestSpans(int limit) {
    this.limit = limit;
  }

  /** No more than this many, at least 1. */
  public static NewestSpans of(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more, got " + limit);
    }
    return new NewestSpans(limit);
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<RowVersion> rows) {
    return rows.apply("NewestOfBundle", ParDo.of(new OfBundleFn(limit)))
        .apply("Together", GroupByKey.create())
        .apply("NewestOfAll", ParDo.of(new OfAllFn(limit)));
  }

  /** The rows so far, newest first. */
  private static final class Newest {
    private final TreeMap<String, RowVersion> rows = new TreeMap<>();

    void offer(RowVersion row, int limit) {
      RawJson created = row.json().field("created");
      String order = Created.newestFirst(Created.of(created)) + '\0' + row.key().rowId();
      if (rows.size() < limit || order.compareTo(rows.lastKey()) < 0) {
        rows.put(order, row);
      }
      if (rows.size() > limit) {
        rows.pollLastEntry();
      }
    }
  }

  private static final class OfBundleFn extends DoFn<RowVersion, KV<Boolean, RowVersion>> {
    private final int limit;
    private transient Newest newest = new Newest();

    OfBundleFn(int limit) {
      this.limit = limit;
    }

    @StartBundle
    public void start() {
      newest = new Newest();
    }

    @ProcessElement
    public void keep(@Element RowVersion row) {
      newest.offer(row, limit);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      for (RowVersion row : newest.rows.values()) {
        context.output(
            KV.of(true, row), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
      newest = new Newest(); // the instance outlives the bundle, its rows need not
    }
  }

  private static final class OfAllFn extends DoFn<KV<Boolean, Iterable<RowVersion>>, RowVersion> {
    private final int limit;

    OfAllFn(int limit) {
      this.limit = limit;
    }

    @ProcessElement
    public void keep(
        @Element KV<Boolean, Iterable<RowVersion>> all, OutputReceiver<RowVersion> out) {
      Newest newest = new Newest();
      all.getValue().forEach(row -> newest.offer(row, limit));
      newest.rows.values().forEach(out::output);
    }
  }
}
