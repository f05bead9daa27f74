package org.braintrustbeam.emulator.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The number of live rows of each object as of its newest transaction. */
final class RowCounts {
  private final MVMap<byte[], byte[]> counts;

  RowCounts(Database database) {
    counts = database.map("counts");
  }

  /** The number of rows; null if the object has changed after that transaction. */
  @Nullable Long at(int object, long asOf) {
    byte[] stored = counts.get(Keys.object(object));
    if (stored == null) {
      return 0L;
    }
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    return buffer.getLong() <= asOf ? buffer.getLong() : null;
  }

  void add(int object, long xact, int difference) {
    Long before = at(object, Long.MAX_VALUE);
    long count = (before == null ? 0 : before) + difference;
    counts.put(Keys.object(object), ByteBuffer.allocate(16).putLong(xact).putLong(count).array());
  }
}
