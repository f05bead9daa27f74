package org.braintrustbeam.pipelines.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.braintrustbeam.io.files.OrderedRows;
import org.braintrustbeam.io.row.RawJson;

/** The folders of a run in which a pipeline leaves its collections for the result. */
public final class Folders {
  private final String work;

  /** Below the run's work folder. */
  public Folders(String work) {
    this.work = work;
  }

  /** Where a pipeline writes a collection. */
  public String pathOf(String name) {
    return work + "/" + name;
  }

  /** Does something with each value of a collection, in order. */
  public void forEach(String name, ValueConsumer action) throws IOException {
    try (OrderedRows rows = OrderedRows.in(Path.of(pathOf(name)))) {
      while (rows.hasNext()) {
        action.accept(rows.next());
      }
    }
  }

  /** How many values of a collection pass. */
  public long count(String name, Predicate<RawJson> filter) throws IOException {
    long[] count = {0};
    forEach(name, value -> count[0] += filter.test(value) ? 1 : 0);
    return count[0];
  }

  /** Takes one value. */
  public interface ValueConsumer {
    /** Takes it. */
    void accept(RawJson value) throws IOException;
  }
}
