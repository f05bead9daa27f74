package org.braintrustbeam.transforms.counts;

import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Counts within one bundle, so that a total costs an element a bundle and not one a row.
 *
 * <p>Exact where a bundle is repeated, unlike a metric: the counts are elements themselves.
 */
public final class BundleCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  /** One more. */
  public void add(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  /** Hands the counts on at the end of the bundle. */
  public <T> void output(DoFn<?, T>.FinishBundleContext context, TupleTag<KV<String, Long>> tag) {
    counts.forEach(
        (name, count) ->
            context.output(
                tag,
                KV.of(name, count),
                GlobalWindow.INSTANCE.maxTimestamp(),
                GlobalWindow.INSTANCE));
  }
}
