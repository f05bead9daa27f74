package org.braintrustbeam.io.model;

import java.util.Arrays;

/**
 * Where the answer of each digest is, by the first 64 bits of it: 16 bytes an entry at most half of
 * the places filled, so that a million answers take 32 MB at most.
 *
 * <p>Two digests that begin alike are taken for one here; who finds a place looks at the whole
 * digest there. Not for use by several threads at once.
 */
final class AnswerIndex {
  static final long NONE = -1;
  private static final int FIRST_SIZE = 1 << 10;

  private long[] keys = new long[FIRST_SIZE];
  private long[] places = places(FIRST_SIZE);
  private int size;

  private static long[] places(int size) {
    long[] places = new long[size];
    Arrays.fill(places, NONE);
    return places;
  }

  /** Adds a place of 0 or more, unless the digest has one; whether it had none. */
  boolean add(String digest, long place) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    return add(key(digest), place);
  }

  private boolean add(long key, long place) {
    int at = slot(key);
    if (places[at] != NONE) {
      return false;
    }
    keys[at] = key;
    places[at] = place;
    size++;
    return true;
  }

  /** Its place; {@link #NONE} if it has none. */
  long find(String digest) {
    return places[slot(key(digest))];
  }

  /** The slot that has the key, or the free one that it would get. */
  private int slot(long key) {
    int at = (int) key & (keys.length - 1); // digests are as good as random
    while (places[at] != NONE && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldPlaces = places;
    keys = new long[2 * oldKeys.length];
    places = places(keys.length);
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != NONE) {
        add(oldKeys[i], oldPlaces[i]);
      }
    }
  }

  private static long key(String digest) {
    return Long.parseUnsignedLong(digest.substring(0, 16), 16);
  }
}
