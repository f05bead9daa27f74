package org.braintrustbeam.transforms.discover.tally;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;

/** Tallies whole traces. */
final class TallyTracesFn extends DoFn<KV<String, TracePart>, KV<TallyKey, Tally>> {
  private transient TallyBook book;

  @SuppressWarnings("NullAway.Init") // the book is begun with each bundle
  TallyTracesFn() {}

  @StartBundle
  public void start() {
    book = new TallyBook();
  }

  @ProcessElement
  public void tally(@Element KV<String, TracePart> trace, OutputReceiver<KV<TallyKey, Tally>> out) {
    Part part = trace.getKey().charAt(0) == Part.NOW.name().charAt(0) ? Part.NOW : Part.BEFORE;
    RowTallies.add(part, trace.getValue(), book);
    if (book.isFull()) {
      book.empty((key, tally) -> out.output(KV.of(key, tally)));
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    book.empty(
        (key, tally) ->
            context.output(
                KV.of(key, tally), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE));
  }
}
