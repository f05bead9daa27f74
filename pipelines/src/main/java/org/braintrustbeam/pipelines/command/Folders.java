package org.braintrustbeam.pipelines.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.braintrustbeam.io.files.OrderedRows;
import org.braintrustbeam.io.files.ResultFiles;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.files.WrittenFiles;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;

/** A run's work folder, in which a pipeline leaves its outputs for the result. */
public final class Folders {
  private final SharedFolder shared;
  private final ResultFiles results;
  private final WrittenFiles written;

  /** The run's work folder, which exists; marks it, so that workers can tell it. */
  public Folders(String work) throws IOException {
    this.shared = SharedFolder.mark(work);
    this.results = new ResultFiles(shared);
    this.written = new WrittenFiles(shared);
  }

  /** As the workers see it. */
  public SharedFolder shared() {
    return shared;
  }

  /** The rows of an output, in order, when the pipeline has ended. */
  public OrderedRows rows(String output) throws IOException {
    return results.rows(output);
  }

  /** Does something with each value of an output, in order. */
  public void forEach(String output, ValueConsumer action) throws IOException {
    try (OrderedRows rows = rows(output)) {
      while (rows.hasNext()) {
        action.accept(rows.next().json());
      }
    }
  }

  /** How many values of an output pass. */
  public long count(String output, Predicate<RawJson> filter) throws IOException {
    long[] count = {0};
    forEach(output, value -> count[0] += filter.test(value) ? 1 : 0);
    return count[0];
  }

  /**
   * Settles what became of requests that were under way when a worker died: the next attempt has
   * found their rows as they should be, if the service took them. To be called before the rows that
   * were written are asked for, where such rows are no changes any more.
   *
   * @param output lines with {@code dataset_id} and {@code id}, by these
   * @param unchanged which of the lines say that there was nothing to do
   */
  public void settle(String output, Predicate<RawJson> unchanged) throws IOException {
    List<OrderedRow> made = new ArrayList<>();
    try (RowCursor unknown = new RowCursor(written.unknown())) {
      if (unknown.isEmpty()) {
        return;
      }
      forEach(
          output,
          line -> {
            OrderedRow row = unknown.find(line);
            if (row != null && unchanged.test(line)) {
              made.add(row);
            }
          });
    }
    written.add(made);
  }

  /** Does something with each row that was written: {@code {dataset_id, id}}, by both. */
  public void forEachWritten(ValueConsumer action) throws IOException {
    try (OrderedRows rows = written.rows()) {
      while (rows.hasNext()) {
        action.accept(rows.next().json());
      }
    }
  }

  /** How many rows were written, over all attempts, each counted once. */
  public long countWritten() throws IOException {
    long[] count = {0};
    forEachWritten(row -> count[0]++);
    return count[0];
  }

  /** The rows that were written, to be looked for. */
  public RowCursor written() throws IOException {
    return new RowCursor(written.rows());
  }

  /** Takes one value. */
  public interface ValueConsumer {
    /** Takes it. */
    void accept(RawJson value) throws IOException;
  }
}
