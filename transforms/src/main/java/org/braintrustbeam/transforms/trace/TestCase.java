package org.braintrustbeam.transforms.trace;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.braintrustbeam.transforms.keys.Created;

/** A test case of an experiment as a flat record. */
final class TestCase {
  private TestCase() {}

  /**
   * The record of a root span, with the scores that are logged on the root itself.
   *
   * @param markEdited whether to add {@code edited: true}
   */
  static TracePart of(Span root, boolean markEdited) {
    ObjectBytes record = new ObjectBytes();
    for (String name : new String[] {"root_span_id", "input", "output", "expected"}) {
      record.put(name, root.field(name));
    }
    RawJson metadata = root.field("metadata");
    record.put("metadata", metadata.isNull() ? RawJson.EMPTY_OBJECT : metadata);
    int scoresAt = record.put("scores", JsonMerge.object(root.field("scores").fields()));
    int scoresEnd = record.end();
    record.put("origin", origin(root));
    if (markEdited) {
      record.put("edited", RawJson.of("true"));
    }
    return new TracePart(
        true, created(root), root.row().key().rowId(), record.toJson(), scoresAt, scoresEnd);
  }

  /** What a score span adds to the records of its trace. */
  static TracePart ofScoreSpan(Span span) {
    return TracePart.ofScores(created(span), span.row().key().rowId(), span.field("scores"));
  }

  private static String created(Span span) {
    return Created.newestFirst(Created.of(span.field("created")));
  }

  private static RawJson origin(Span root) {
    RawJson origin = root.datasetOrigin();
    if (origin == null) {
      return RawJson.NULL;
    }
    ObjectBytes reference = new ObjectBytes();
    reference.put("dataset_id", origin.field("object_id"));
    reference.put("dataset_record_id", origin.field("id"));
    return reference.toJson();
  }
}
