package org.braintrustbeam.transforms.sync;

import java.util.Comparator;

/** Which of several rows with the same input is the newest. */
public enum NewestBy {
  /** The youngest by {@code created}. */
  CREATED,
  /** The one written last, so that an edit of an old row beats a younger copy. */
  MODIFIED;

  private static final Comparator<SyncRow> BY_CREATED = Comparator.comparing(SyncRow::created);
  private static final Comparator<SyncRow> BY_WRITTEN =
      (left, right) -> Long.compareUnsigned(left.xactId(), right.xactId());
  // Of equals the dataset named first wins, then the lower id.
  private static final Comparator<SyncRow> BY_PLACE =
      Comparator.comparing(SyncRow::position, Comparator.reverseOrder())
          .thenComparing(SyncRow::rowId, Comparator.reverseOrder());

  private static final Comparator<SyncRow> CREATED_LAST =
      BY_CREATED.thenComparing(BY_WRITTEN).thenComparing(BY_PLACE);
  private static final Comparator<SyncRow> WRITTEN_LAST =
      BY_WRITTEN.thenComparing(BY_CREATED).thenComparing(BY_PLACE);

  /** A total order, the newest last. */
  Comparator<SyncRow> order() {
    return this == CREATED ? CREATED_LAST : WRITTEN_LAST;
  }

  /** The other one. */
  NewestBy other() {
    return this == CREATED ? MODIFIED : CREATED;
  }
}
