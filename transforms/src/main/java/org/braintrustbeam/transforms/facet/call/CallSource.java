package org.braintrustbeam.transforms.facet.call;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
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

  /** As the {@code origin} of a dataset row that is made of the span. */
  public RawJson origin(String projectId) {
    ObjectBytes origin = new ObjectBytes();
    origin.put("object_type", JsonMerge.string("project_logs"));
    origin.put("object_id", JsonMerge.string(projectId));
    origin.put("id", JsonMerge.string(id));
    if (created != null) {
      origin.put("created", JsonMerge.string(created));
    }
    if (xactId != 0) {
      origin.put("_xact_id", JsonMerge.string(Long.toUnsignedString(xactId)));
    }
    return origin.toJson();
  }

  /** Text that sorts spans newest first by {@code created}, and those of one instant by id. */
  public String order() {
    return Created.newestFirst(Created.ofText(created)) + '\0' + id;
  }
}
