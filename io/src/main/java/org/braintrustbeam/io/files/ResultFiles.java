package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link WriteOrderedRows} left in a folder, for the launcher, when the pipeline has ended.
 */
public final class ResultFiles {
  private final SharedFolder folder;
  private @Nullable Map<String, List<RowFile>> files;

  /** Of this folder. */
  public ResultFiles(SharedFolder folder) {
    this.folder = folder;
  }

  /**
   * The rows of an output, in their order; none if the pipeline has no such output.
   *
   * @throws IOException if the pipeline has not come to its end, or not in this folder
   */
  public OrderedRows rows(String output) throws IOException {
    Map<String, List<RowFile>> all = files;
    if (all == null) {
      all = new HashMap<>(Manifest.read(folder));
      files = all;
    }
    List<RowFile> few =
        OrderedRows.fewer(folder, all.getOrDefault(output, List.of()), OrderedRows.MAX_OPEN);
    all.put(output, few);
    return OrderedRows.open(folder, few);
  }
}
