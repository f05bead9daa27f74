package org.braintrustbeam.emulator.store;

/** The places of the live rows as of a transaction, in the order of their keys. */
public final class LiveHeaders {
  /** What comes after the last row. */
  public static final int END = -1;

  private final HeaderColumns columns;
  private final boolean descending;
  private final long asOf;
  private final int first;
  private final int end;
  private int at;

  public LiveHeaders(HeaderColumns columns, KeyRange range, boolean descending, long asOf) {
    this.columns = columns;
    this.descending = descending;
    this.asOf = asOf;
    this.first = columns.from(range.low());
    this.end =
        range.isEmpty()
            ? first
            : range.high() == Long.MAX_VALUE ? columns.size() : columns.from(range.high() + 1);
    this.at = descending ? end - 1 : first;
  }

  /** The place of the next row, or {@link #END}. */
  public int next() {
    while (descending ? at >= first : at < end) {
      int newest = descending ? newestBackwards() : newestForwards();
      if (newest != END && columns.kind(newest) != HeaderColumns.DELETED) {
        return newest;
      }
    }
    return END;
  }

  /** Of the versions of one key the first that is old enough. */
  private int newestForwards() {
    long key = columns.key(at);
    int newest = END;
    for (; at < end && columns.key(at) == key; at++) {
      if (newest == END && columns.xact(at) <= asOf) {
        newest = at;
      }
    }
    return newest;
  }

  private int newestBackwards() {
    long key = columns.key(at);
    int newest = END;
    for (; at >= first && columns.key(at) == key; at--) {
      if (columns.xact(at) <= asOf) {
        newest = at;
      }
    }
    return newest;
  }
}
