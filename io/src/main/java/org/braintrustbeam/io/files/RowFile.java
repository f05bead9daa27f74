package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.Iterator;
import java.util.UUID;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;

/**
 * A file of ascending rows in a shared folder.
 *
 * @param name its name
 * @param rows how many it holds; -1 if that was not written down
 */
record RowFile(String name, long rows) {

  /** Writes rows that are sorted already, under a name that no other attempt at it has. */
  static RowFile write(SharedFolder folder, Iterator<OrderedRow> sorted) throws IOException {
    String name = "rows-" + UUID.randomUUID();
    long[] count = {0};
    folder.writeNew(
        name,
        out -> {
          while (sorted.hasNext()) {
            OrderedRowCoder.of().encode(sorted.next(), out);
            count[0]++;
          }
        });
    return new RowFile(name, count[0]);
  }
}
