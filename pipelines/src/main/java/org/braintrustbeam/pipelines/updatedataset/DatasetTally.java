package org.braintrustbeam.pipelines.updatedataset;

import java.util.EnumMap;
import java.util.Map;
import org.braintrustbeam.transforms.update.UpdateOutcome.Kind;

/** How many records of one dataset came out how. */
final class DatasetTally {
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private long unchecked;

  void add(Kind kind, boolean isUnchecked) {
    counts.merge(kind, 1L, Long::sum);
    unchecked += isUnchecked ? 1 : 0;
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Changes for which no base version was known to check against. */
  long unchecked() {
    return unchecked;
  }
}
