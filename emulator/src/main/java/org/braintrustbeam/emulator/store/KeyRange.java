package org.braintrustbeam.emulator.store;

/** A range of row keys, or of transactions, with both ends included. */
public record KeyRange(long low, long high) {
  public static final KeyRange ALL = new KeyRange(0, Long.MAX_VALUE);

  boolean isEmpty() {
    return low > high;
  }

  public boolean contains(long key) {
    return low <= key && key <= high;
  }

  public KeyRange intersect(KeyRange other) {
    return new KeyRange(Math.max(low, other.low), Math.min(high, other.high));
  }
}
