package org.braintrustbeam.emulator.store;

import java.util.Arrays;
import java.util.List;

/**
 * The headers of an object's versions up to a transaction, column by column: 17 bytes a version, by
 * key and of each key the newest first. It never changes.
 */
public final class HeaderColumns {
  static final HeaderColumns NONE =
      new HeaderColumns(0, new long[0], new long[0], new byte[0], List.of());
  static final byte DELETED = 0;

  private final long upTo;
  private final long[] keys;
  private final long[] xacts;
  private final byte[] kinds;
  private final List<RowHeader> headers;

  /**
   * Takes the columns as they are.
   *
   * @param kinds 0 for a deletion, else the header's place in the list, from 1, as unsigned byte
   */
  HeaderColumns(long upTo, long[] keys, long[] xacts, byte[] kinds, List<RowHeader> headers) {
    this.upTo = upTo;
    this.keys = keys;
    this.xacts = xacts;
    this.kinds = kinds;
    this.headers = headers;
  }

  /** The last transaction whose versions are all here. */
  long upTo() {
    return upTo;
  }

  public int size() {
    return keys.length;
  }

  public long key(int place) {
    return keys[place];
  }

  public long xact(int place) {
    return xacts[place];
  }

  public VersionKey name(int place) {
    return new VersionKey(keys[place], xacts[place]);
  }

  /** From 0, and below {@link #kinds}: rows of one kind have the same header. */
  public int kind(int place) {
    return Byte.toUnsignedInt(kinds[place]);
  }

  List<RowHeader> headers() {
    return headers;
  }

  public int kinds() {
    return headers.size() + 1;
  }

  /** The header of a version that is no deletion. */
  public RowHeader header(int place) {
    return headers.get(kind(place) - 1);
  }

  /** The first version with that key or a higher one. */
  int from(long key) {
    int found = Arrays.binarySearch(keys, key);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && keys[found - 1] == key) {
      found--;
    }
    return found;
  }

  /** With later versions, which have the same order. */
  HeaderColumns with(HeaderColumns later) {
    int size = size() + later.size();
    long[] allKeys = new long[size];
    long[] allXacts = new long[size];
    byte[] allKinds = new byte[size];
    int old = 0;
    int fresh = 0;
    for (int i = 0; i < size; i++) {
      boolean fromLater = old == size() || (fresh < later.size() && later.keys[fresh] <= keys[old]);
      HeaderColumns source = fromLater ? later : this;
      int place = fromLater ? fresh++ : old++;
      allKeys[i] = source.keys[place];
      allXacts[i] = source.xacts[place];
      allKinds[i] = source.kinds[place];
    }
    return new HeaderColumns(later.upTo, allKeys, allXacts, allKinds, later.headers);
  }
}
