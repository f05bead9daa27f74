package org.braintrustbeam.transforms.facet.call;

import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * The span that a call was read from.
 *
 * @param id the row's {@code id}
 * @param rootSpanId of its trace
 * @param spanId its {@code span_id}, or its id if it has none
 * @param created as it stands in the row; null if that is no text
 * @param xactId {@code _xact_id} of the version that was read, an unsigned 64-bit number; 0 if it
 *     is not known
 */
public record CallSource(
    String id, String rootSpanId, String spanId, @Nullable String created, long xactId) {

  /** Text that sorts spans newest first by {@code created}, and those of one instant by id. */
  public String order() {
    return Created.newestFirst(Created.ofText(created)) + '\0' + id;
  }
}
