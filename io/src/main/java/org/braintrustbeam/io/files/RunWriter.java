package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.braintrustbeam.io.row.OrderedRow;

/**
 * Collects rows of one output and writes them as sorted files, under names that no other attempt at
 * them uses.
 *
 * <p>Memory: {@value #MAX_FILE_BYTES} bytes of rows at most, and less while more than two writers
 * of the process have rows, so that together they keep about {@value #PROCESS_BYTES}. Of one
 * thread.
 */
final class RunWriter {
  static final long MAX_FILE_BYTES = 32 << 20;
  private static final long MIN_FILE_BYTES = 1 << 20;
  private static final long PROCESS_BYTES = 64 << 20;

  /** Bundles can be as small as a row, so what is left of one becomes a file only from here. */
  private static final long FEW_BYTES = 64 << 10;

  /** What a row costs on the heap beside its characters and bytes. */
  private static final int ROW_OVERHEAD = 100;

  /** The writers of this process that have rows. */
  private static final AtomicInteger BUSY = new AtomicInteger();

  private final SharedFolder folder;
  private final String output;
  private final long maxFileBytes;
  private final List<RowFile> files = new ArrayList<>();
  private List<OrderedRow> rows = new ArrayList<>();
  private long bytes;

  RunWriter(SharedFolder folder, String output) {
    this(folder, output, MAX_FILE_BYTES);
  }

  RunWriter(SharedFolder folder, String output, long maxFileBytes) {
    this.folder = folder;
    this.output = output;
    this.maxFileBytes = maxFileBytes;
  }

  void add(OrderedRow row) throws IOException {
    long size = row.json().size() + 2L * row.order().length() + ROW_OVERHEAD;
    if (!rows.isEmpty() && bytes + size > share()) {
      writeFile();
    }
    if (rows.isEmpty()) {
      BUSY.incrementAndGet();
    }
    rows.add(row);
    bytes += size;
  }

  private long share() {
    return Math.min(maxFileBytes, Math.max(MIN_FILE_BYTES, PROCESS_BYTES / BUSY.get()));
  }

  /** What was added, the last rows in a file only if they are worth one. */
  BundleRows finish() throws IOException {
    if (bytes > Math.min(FEW_BYTES, maxFileBytes)) {
      writeFile();
    }
    BundleRows all = new BundleRows(output, files, rows);
    abandon();
    return all;
  }

  /** What was added, all of it in files. */
  List<RowFile> finishFiles() throws IOException {
    if (!rows.isEmpty()) {
      writeFile();
    }
    return files;
  }

  private void writeFile() throws IOException {
    Collections.sort(rows);
    files.add(RowFile.write(folder, rows.iterator()));
    abandon();
  }

  /** Forgets its rows, which are elsewhere by now or which nobody will finish. */
  void abandon() {
    if (!rows.isEmpty()) {
      BUSY.decrementAndGet();
    }
    rows = new ArrayList<>();
    bytes = 0;
  }
}
