package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tallies of one bundle, so that a few of them travel and not one for each row. To be emptied when
 * it is full: then there are too many keys for that, and the rest is for the shuffle.
 */
final class TallyBook {
  /** With a sketch of a few KB each some ten MB for each thread. */
  static final int LIMIT = 4_096;

  private final Map<TallyKey, Tally> tallies = new HashMap<>();

  void add(TallyKey key, boolean fails) {
    tally(key).add(fails);
  }

  /** Nothing if there is no value. */
  void add(TallyKey key, @Nullable BigDecimal value, boolean fails) {
    if (value != null) {
      tally(key).add(value, fails);
    }
  }

  private Tally tally(TallyKey key) {
    return tallies.computeIfAbsent(key, unused -> new Tally());
  }

  boolean isFull() {
    return tallies.size() >= LIMIT;
  }

  /** Hands over all tallies, which nobody changes any more. */
  void empty(BiConsumer<TallyKey, Tally> to) {
    tallies.forEach(to);
    tallies.clear();
  }
}
