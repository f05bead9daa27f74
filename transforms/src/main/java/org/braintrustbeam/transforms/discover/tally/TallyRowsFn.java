package org.braintrustbeam.transforms.discover.tally;

import java.util.function.BiConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.row.RowVersion;
import org.joda.time.Instant;

/** Tallies spans and records by themselves, and hands on what they say of their traces. */
final class TallyRowsFn extends DoFn<RowVersion, KV<TallyKey, Tally>> {
  static final TupleTag<KV<TallyKey, Tally>> TALLIES = new TupleTag<>() {};

  /** By window and trace. */
  static final TupleTag<KV<String, TracePart>> TRACES = new TupleTag<>() {};

  private final TallyPlan plan;
  private transient TallyBook book;

  @SuppressWarnings("NullAway.Init") // the book is begun with each bundle
  TallyRowsFn(TallyPlan plan) {
    this.plan = plan;
  }

  @StartBundle
  public void start() {
    book = new TallyBook();
  }

  @ProcessElement
  public void tally(@Element RowVersion row, MultiOutputReceiver out) {
    if (row.key().objectId().equals(plan.datasetId())) {
      RowTallies.addRecord(row.json(), plan, book);
    } else {
      addSpan(row, out);
    }
    if (book.isFull()) {
      book.empty((key, tally) -> out.get(TALLIES).output(KV.of(key, tally)));
    }
  }

  private void addSpan(RowVersion row, MultiOutputReceiver out) {
    SpanFacts span = SpanFacts.of(row.json(), plan);
    if (span == null) {
      return;
    }
    RowTallies.add(span, plan, book);
    TracePart part = TracePart.of(span, plan);
    if (part != null) {
      out.get(TRACES).output(KV.of(span.part().name().charAt(0) + span.trace(), part));
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    book.empty(atEnd(context));
  }

  static BiConsumer<TallyKey, Tally> atEnd(
      DoFn<?, KV<TallyKey, Tally>>.FinishBundleContext context) {
    Instant end = GlobalWindow.INSTANCE.maxTimestamp();
    return (key, tally) -> context.output(TALLIES, KV.of(key, tally), end, GlobalWindow.INSTANCE);
  }
}
