package org.braintrustbeam.transforms.discover.tally;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.Bin;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.datadoghq.sketch.ddsketch.store.Store;
import java.io.IOException;
import java.util.Iterator;

/**
 * Percentiles of any number of values, each at most {@value #ACCURACY} of itself off.
 *
 * <p>A DDSketch: counts of values by the logarithm of their size. Counts add up the same in any
 * order, so percentiles do not depend on how the values were shared out; sketches that draw lots
 * (KLL, t-digest) do. Memory: 16 KB at most; only the smallest of values that differ by more than
 * 10<sup>17</sup> lose their accuracy.
 */
final class Quantiles {
  /** Share of a value that its percentile may be off by. */
  static final double ACCURACY = 0.01;

  private static final int MAX_BINS = 2_048;

  private final DDSketch sketch;

  private Quantiles(DDSketch sketch) {
    this.sketch = sketch;
  }

  static Quantiles empty() {
    return new Quantiles(DDSketches.logarithmicCollapsingLowestDense(ACCURACY, MAX_BINS));
  }

  void add(double value) {
    sketch.accept(value);
  }

  void add(Quantiles other) {
    sketch.mergeWith(other.sketch);
  }

  /**
   * The value below which such a share of the values lies; between two of them, on the straight
   * line from one to the other, as the service has it.
   */
  double at(double share) {
    double place = share * (sketch.getCount() - 1);
    long below = (long) Math.floor(place);
    double low = ranked(below);
    return below == place ? low : low + (ranked(below + 1) - low) * (place - below);
  }

  /** The value with so many below it. */
  private double ranked(long rank) {
    Store negative = sketch.getNegativeValueStore();
    Store positive = sketch.getPositiveValueStore();
    double negatives = negative.getTotalCount();
    double zeros = sketch.getCount() - negatives - positive.getTotalCount();
    if (rank < negatives) {
      return -value(negative.getDescendingIterator(), (double) rank);
    }
    return rank < negatives + zeros
        ? 0
        : value(positive.getAscendingIterator(), rank - negatives - zeros);
  }

  private double value(Iterator<Bin> bins, double rank) {
    double seen = 0;
    int index = 0;
    while (bins.hasNext() && seen <= rank) {
      Bin bin = bins.next();
      seen += bin.getCount();
      index = bin.getIndex();
    }
    return sketch.getIndexMapping().value(index);
  }

  byte[] encode() throws IOException {
    GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
    sketch.encode(out, false);
    return out.trimmedCopy();
  }

  static Quantiles decode(byte[] bytes) throws IOException {
    return new Quantiles(
        DDSketch.decode(
            ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MAX_BINS)));
  }
}
