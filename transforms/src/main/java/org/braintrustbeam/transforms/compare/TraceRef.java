package org.braintrustbeam.transforms.compare;

import java.util.Comparator;

/**
 * Where a trial is found in its experiment.
 *
 * @param traceId its {@code root_span_id}
 * @param spanId the {@code span_id} of its root
 */
public record TraceRef(String traceId, String spanId) implements Comparable<TraceRef> {
  private static final Comparator<TraceRef> ORDER =
      Comparator.comparing(TraceRef::traceId).thenComparing(TraceRef::spanId);

  @Override
  public int compareTo(TraceRef other) {
    return ORDER.compare(this, other);
  }
}
