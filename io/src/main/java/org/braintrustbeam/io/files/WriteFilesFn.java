package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.OrderedRow;

/**
 * Writes the rows of a group as sorted files, and says which.
 *
 * <p>Memory: the rows of one file, {@value #MAX_FILE_BYTES} bytes of them at most, however large
 * the group is.
 */
final class WriteFilesFn extends DoFn<KV<String, Iterable<OrderedRow>>, KV<String, String>> {
  static final long MAX_FILE_BYTES = 32 << 20;

  /** What a row costs on the heap beside its characters and bytes. */
  private static final int ROW_OVERHEAD = 100;

  private final SharedFolder folder;

  WriteFilesFn(SharedFolder folder) {
    this.folder = folder;
  }

  @Setup
  public void setUp() throws IOException {
    folder.verify();
  }

  @ProcessElement
  public void write(
      @Element KV<String, Iterable<OrderedRow>> group, OutputReceiver<KV<String, String>> out)
      throws IOException {
    String output = group.getKey().replaceFirst("/[^/]*$", "");
    if (output.equals(WriteOrderedRows.NO_OUTPUT)) {
      out.output(KV.of("", ""));
      return;
    }
    for (RowFile file : writeAll(folder, group.getValue(), MAX_FILE_BYTES)) {
      out.output(KV.of("", Manifest.line(output, file)));
    }
  }

  static List<RowFile> writeAll(SharedFolder folder, Iterable<OrderedRow> rows, long maxBytes)
      throws IOException {
    List<RowFile> files = new ArrayList<>();
    List<OrderedRow> open = new ArrayList<>();
    long bytes = 0;
    for (OrderedRow row : rows) {
      long size = row.json().size() + 2L * row.order().length() + ROW_OVERHEAD;
      if (bytes + size > maxBytes && !open.isEmpty()) {
        files.add(writeSorted(folder, open));
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(row);
      bytes += size;
    }
    files.add(writeSorted(folder, open));
    return files;
  }

  private static RowFile writeSorted(SharedFolder folder, List<OrderedRow> rows)
      throws IOException {
    Collections.sort(rows);
    return RowFile.write(folder, rows.iterator());
  }
}
