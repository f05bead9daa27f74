package org.braintrustbeam.transforms.discover.stats;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;

/** Tables of made-up traces: each has a value for each of some keys, drawn by lot. */
final class Simulated {
  static final int KEYS = 8;
  static final int VALUES = 10;
  static final double SHARE = 0.15;

  private final Random random;
  private final Map<TallyKey, long[]> counts = new TreeMap<>();
  private final int traces;
  private double plantedShare = SHARE;
  private double shareNow = SHARE;

  Simulated(long seed, int traces) {
    this.random = new Random(seed);
    this.traces = traces;
  }

  /** Traces with value 3 of key 2 fail as often as that. */
  Simulated plant(double share) {
    plantedShare = share;
    return this;
  }

  /** All traces of the window fail as often as that; those of the window before as ever. */
  Simulated change(double share) {
    shareNow = share;
    plantedShare = share;
    return this;
  }

  static TallyKey key(int key, int value) {
    return TallyKey.now(Figure.METADATA, "key" + key, CohortValue.ofText("value" + value));
  }

  TallyTable table() {
    for (int i = 0; i < traces; i++) {
      addTrace();
      boolean failedBefore = random.nextDouble() < SHARE;
      add(TallyKey.now(Figure.TRACES, "", "").of(Part.BEFORE), failedBefore);
    }
    TallyTable table = new TallyTable();
    counts.forEach((key, count) -> table.put(key, Amounts.of(count[0], count[1])));
    return table;
  }

  private void addTrace() {
    int[] values = random.ints(KEYS, 0, VALUES).toArray();
    double share = values[2] == 3 ? plantedShare : shareNow;
    boolean fails = random.nextDouble() < share;
    add(TallyKey.now(Figure.TRACES, "", ""), fails);
    for (int key = 0; key < KEYS; key++) {
      add(key(key, values[key]), fails);
    }
  }

  private void add(TallyKey key, boolean fails) {
    long[] count = counts.computeIfAbsent(key, unused -> new long[2]);
    count[0]++;
    count[1] += fails ? 1 : 0;
  }
}
