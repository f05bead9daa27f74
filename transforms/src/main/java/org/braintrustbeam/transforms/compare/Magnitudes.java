package org.braintrustbeam.transforms.compare;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each size of a difference occurs, zero left out; forgotten when there are more than
 * {@value #MOST} sizes. Whether it is forgotten depends on what was counted and not on the order.
 *
 * @param counts by size; null if forgotten
 */
record Magnitudes(@Nullable SortedMap<Double, Long> counts) {
  /** Where there are so many sizes, none of the cases matters by itself. */
  static final int MOST = 2_000;

  static final Magnitudes NONE = new Magnitudes(new TreeMap<>());

  /** Copies the counts. */
  Magnitudes {
    if (counts != null) {
      counts =
          counts.size() > MOST ? null : Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
  }

  static Magnitudes of(double difference) {
    return difference == 0
        ? NONE
        : new Magnitudes(new TreeMap<>(Collections.singletonMap(Math.abs(difference), 1L)));
  }

  Magnitudes plus(Magnitudes other) {
    SortedMap<Double, Long> mine = counts;
    SortedMap<Double, Long> theirs = other.counts;
    if (mine == null || theirs == null) {
      return new Magnitudes(null);
    }
    if (theirs.isEmpty() || mine.isEmpty()) {
      return theirs.isEmpty() ? this : other;
    }
    SortedMap<Double, Long> all = new TreeMap<>(mine);
    theirs.forEach((size, count) -> all.merge(size, count, Long::sum));
    return new Magnitudes(all);
  }
}
