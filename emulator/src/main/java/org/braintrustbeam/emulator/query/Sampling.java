package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.braintrustbeam.emulator.query.text.QueryText;
import org.braintrustbeam.emulator.store.LookAhead;
import org.jspecify.annotations.Nullable;

/**
 * Takes a part of the rows. A row is in or out by a hash of its key, so that the same query answers
 * the same rows again.
 */
record Sampling(QueryText.Sample sample) {
  static Iterator<PageUnit> of(Iterator<PageUnit> units, QueryText.@Nullable Sample sample) {
    if (sample == null) {
      return units;
    }
    Sampling sampling = new Sampling(sample);
    return sample.share() ? sampling.share(units) : sampling.some(units);
  }

  private Iterator<PageUnit> share(Iterator<PageUnit> units) {
    return new LookAhead<>() {
      @Override
      protected @Nullable PageUnit find() {
        while (units.hasNext()) {
          PageUnit unit = units.next();
          if (place(unit) < sample.amount()) {
            return unit;
          }
        }
        return null;
      }
    };
  }

  private Iterator<PageUnit> some(Iterator<PageUnit> units) {
    Comparator<PageUnit> byPlace = Comparator.comparingDouble(this::place);
    PriorityQueue<PageUnit> lowest = new PriorityQueue<>(byPlace.reversed());
    while (units.hasNext()) {
      lowest.add(units.next());
      if (lowest.size() > sample.amount()) {
        lowest.poll();
      }
    }
    List<PageUnit> kept = new ArrayList<>(lowest);
    kept.sort(byPlace);
    return kept.iterator();
  }

  /** From 0 to 1, evenly spread: the finaliser of SplitMix64. */
  private double place(PageUnit unit) {
    long hash = unit.version().key() + sample.seed() * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
