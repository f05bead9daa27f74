package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the objects that were asked for last. An object's are read when they are asked for
 * first, and what was written since is added when they are asked for again, so that a start and a
 * write cost nothing.
 */
final class HeaderIndex {
  /** Of all objects together; they take 17 bytes each. */
  static final int MOST_VERSIONS = 4_000_000;

  private final RowStore rows;
  private final int most;
  private final Map<Integer, ObjectHeaders> objects = new LinkedHashMap<>(16, 0.75f, true);

  HeaderIndex(RowStore rows, int most) {
    this.rows = rows;
    this.most = most;
  }

  /** Null if the object has too many versions or kinds of rows. */
  @Nullable HeaderColumns at(int object, long asOf) {
    ObjectHeaders headers;
    synchronized (objects) {
      headers = objects.computeIfAbsent(object, number -> new ObjectHeaders(rows, number, most));
    }
    HeaderColumns columns = headers.at(asOf);
    synchronized (objects) {
      forgetOldest();
    }
    return columns;
  }

  /** The versions that are kept. */
  int size() {
    synchronized (objects) {
      return objects.values().stream().mapToInt(ObjectHeaders::size).sum();
    }
  }

  private void forgetOldest() {
    int size = size();
    Iterator<ObjectHeaders> oldest = objects.values().iterator();
    while (size > most && oldest.hasNext()) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }
}
