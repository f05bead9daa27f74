package org.braintrustbeam.io.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;

/**
 * What a run has written to the service, in files of its work folder that are there before anybody
 * is told.
 *
 * <p>What Beam commits is the last attempt at a bundle. An attempt that was cut off has written
 * rows too, and the next one finds them as they should be. So each request leaves one file with the
 * rows that it is about to write, and another of the same number with those that it has written; a
 * request without the second one was under way when its worker died. {@link WrittenFiles} reads
 * them.
 */
public final class WriteLog implements Serializable {
  private static final long serialVersionUID = 1L;
  static final String BEGUN = "begun-";
  static final String WRITTEN = "written-";

  private final SharedFolder folder;

  /** In this folder. */
  public WriteLog(SharedFolder folder) {
    this.folder = folder;
  }

  /** Makes sure that the launcher will see it. */
  public void verify() throws IOException {
    folder.verify();
  }

  /** Notes rows that are about to be written; returns what to {@link #end} it with. */
  public String begin(List<OrderedRow> rows) throws IOException {
    String request = UUID.randomUUID().toString();
    put(BEGUN + request, rows);
    return request;
  }

  /** Notes which of them are written, when of none it is unknown. */
  public void end(String request, List<OrderedRow> rows) throws IOException {
    put(WRITTEN + request, rows);
  }

  /** Notes rows that are written, where of others it is unknown. */
  public void add(List<OrderedRow> rows) throws IOException {
    put(WRITTEN + UUID.randomUUID(), rows);
  }

  private void put(String name, List<OrderedRow> rows) throws IOException {
    List<OrderedRow> sorted = new ArrayList<>(rows);
    sorted.sort(null);
    folder.write(
        name,
        out -> {
          for (OrderedRow row : sorted) {
            OrderedRowCoder.of().encode(row, out);
          }
        });
  }
}
