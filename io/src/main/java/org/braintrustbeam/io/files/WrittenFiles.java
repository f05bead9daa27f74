package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.braintrustbeam.io.row.OrderedRow;
import org.jspecify.annotations.Nullable;

/** What {@link WriteLog} says of all attempts of a run, for the launcher, when it has ended. */
public final class WrittenFiles {
  private final SharedFolder folder;
  private @Nullable RowFile written;

  /** Of this folder. */
  public WrittenFiles(SharedFolder folder) {
    this.folder = folder;
  }

  /** The rows that were written, ascending, each once. */
  public OrderedRows rows() throws IOException {
    RowFile all = written;
    if (all == null) {
      try (OrderedRows repeated = merged(folder.names(WriteLog.WRITTEN))) {
        all = RowFile.write(folder, repeated.distinct());
      }
      written = all;
    }
    return OrderedRows.open(folder, List.of(all));
  }

  /** The rows that may have been written, ascending: their requests have no known end. */
  public OrderedRows unknown() throws IOException {
    Set<String> open = new TreeSet<>(folder.names(WriteLog.BEGUN));
    for (String ended : folder.names(WriteLog.WRITTEN)) {
      open.remove(WriteLog.BEGUN + ended.substring(WriteLog.WRITTEN.length()));
    }
    return merged(open);
  }

  /** Adds rows of which it became clear that they were written. */
  public void add(List<OrderedRow> rows) throws IOException {
    new WriteLog(folder).add(rows);
    written = null;
  }

  private OrderedRows merged(Collection<String> names) throws IOException {
    List<RowFile> files = names.stream().map(name -> new RowFile(name, -1)).toList();
    return OrderedRows.open(folder, OrderedRows.fewer(folder, files, OrderedRows.MAX_OPEN));
  }
}
