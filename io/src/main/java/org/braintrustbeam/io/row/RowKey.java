package org.braintrustbeam.io.row;

import java.util.Comparator;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * Which row: the id of the dataset, experiment or project it is in, and its own id there.
 *
 * @param objectId id of the dataset, experiment or project
 * @param rowId the row's {@code id}, unique in its object
 */
@DefaultCoder(RowKeyCoder.class)
public record RowKey(String objectId, String rowId) implements Comparable<RowKey> {
  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::objectId).thenComparing(RowKey::rowId);

  @Override
  public int compareTo(RowKey other) {
    return ORDER.compare(this, other);
  }
}
