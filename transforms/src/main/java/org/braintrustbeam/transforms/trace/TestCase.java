package org.braintrustbeam.transforms.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.keys.Created;

/** A test case of an experiment as a flat record. */
final class TestCase {
  private TestCase() {}

  /**
   * The record of a root span.
   *
   * @param root the root span
   * @param scoreSpans the score spans of its trace, oldest first
   * @param markEdited whether to add {@code edited: true}
   * @return the record, to be sorted by {@code created}, newest first, then by trace and row
   */
  static OrderedRow record(Span root, List<Span> scoreSpans, boolean markEdited) {
    Map<String, RawJson> record = new LinkedHashMap<>();
    record.put("root_span_id", root.field("root_span_id"));
    record.put("input", root.field("input"));
    record.put("output", root.field("output"));
    record.put("expected", root.field("expected"));
    RawJson metadata = root.field("metadata");
    record.put("metadata", metadata.isNull() ? RawJson.EMPTY_OBJECT : metadata);
    record.put("scores", scores(root, scoreSpans));
    record.put("origin", origin(root));
    if (markEdited) {
      record.put("edited", RawJson.of("true"));
    }
    return new OrderedRow(order(root), JsonMerge.object(record));
  }

  private static RawJson scores(Span root, List<Span> scoreSpans) {
    Map<String, RawJson> scores = new LinkedHashMap<>(root.field("scores").fields());
    scoreSpans.forEach(span -> scores.putAll(span.field("scores").fields()));
    return JsonMerge.object(scores);
  }

  private static RawJson origin(Span root) {
    RawJson origin = root.datasetOrigin();
    if (origin == null) {
      return RawJson.NULL;
    }
    Map<String, RawJson> reference = new LinkedHashMap<>();
    reference.put("dataset_id", origin.field("object_id"));
    reference.put("dataset_record_id", origin.field("id"));
    return JsonMerge.object(reference);
  }

  private static String order(Span root) {
    return Created.newestFirst(Created.of(root.field("created")))
        + ' '
        + root.rootSpanId()
        + ' '
        + root.row().key().rowId();
  }
}
