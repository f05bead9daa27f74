package org.braintrustbeam.transforms.discover.tally;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.OrderedRow;

/**
 * Tallies as lines, but for rare cohorts and names: a key of the metadata may have a million values
 * of one trace each. Those are counted, one line for each name in a bundle.
 */
final class KeepFrequentFn extends DoFn<KV<TallyKey, Tally>, OrderedRow> {
  private final long fewest;
  private transient Map<TallyKey, long[]> rare;

  @SuppressWarnings("NullAway.Init") // begun with each bundle
  KeepFrequentFn(long fewest) {
    this.fewest = fewest;
  }

  @StartBundle
  public void start() {
    rare = new TreeMap<>();
  }

  @ProcessElement
  public void line(@Element KV<TallyKey, Tally> tally, OutputReceiver<OrderedRow> out) {
    TallyKey key = tally.getKey();
    boolean named = key.value().isEmpty() || CohortValue.isWhole(key.value());
    boolean frequent = tally.getValue().count() >= fewest || key.part() == Part.DATASET;
    if (!key.figure().isOpen() || (named && frequent)) {
      out.output(TallyLine.of(key, tally.getValue().amounts()));
    } else if (Figure.COHORTS.contains(key.figure()) && key.part() == Part.NOW) {
      long[] counts =
          rare.computeIfAbsent(
              new TallyKey(key.part(), key.figure(), key.name(), ""), unused -> new long[2]);
      counts[0]++;
      counts[1] += tally.getValue().count();
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    rare.forEach(
        (key, counts) ->
            context.output(
                TallyLine.ofRare(key, counts[0], counts[1]),
                GlobalWindow.INSTANCE.maxTimestamp(),
                GlobalWindow.INSTANCE));
  }
}
