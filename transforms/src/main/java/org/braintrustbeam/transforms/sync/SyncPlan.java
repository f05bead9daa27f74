package org.braintrustbeam.transforms.sync;

import java.io.Serializable;
import java.util.List;

/**
 * How datasets are kept in step.
 *
 * @param datasetIds the datasets, in the order of the command line, at least two and none twice
 * @param fields what is compared and copied: some of {@link #FIELDS}
 * @param newestBy which row wins
 * @param addMissing whether a dataset gets the inputs that only others have
 */
public record SyncPlan(
    List<String> datasetIds, List<String> fields, NewestBy newestBy, boolean addMissing)
    implements Serializable {
  /** Fields that can be kept in step. */
  public static final List<String> FIELDS = List.of("expected", "metadata", "tags");

  /** Checks the lists. */
  public SyncPlan {
    datasetIds = List.copyOf(datasetIds);
    fields = fields.stream().distinct().sorted().toList();
    if (datasetIds.size() < 2) {
      throw new IllegalArgumentException("it takes two datasets, got " + datasetIds);
    }
    if (datasetIds.stream().distinct().count() < datasetIds.size()) {
      throw new IllegalArgumentException("a dataset is named twice: " + datasetIds);
    }
    if (fields.isEmpty() || !FIELDS.containsAll(fields)) {
      throw new IllegalArgumentException("fields must be some of " + FIELDS + ", got " + fields);
    }
  }
}
