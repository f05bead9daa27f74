package org.braintrustbeam.transforms.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * What one row brings to the records of its trace: of a root the record itself, complete but for
 * the scores of other spans; of a score span its scores. The row is not needed any more after that.
 *
 * @param isRoot whether this is a root
 * @param created the row's age as text that sorts the newest first
 * @param rowId the row's id
 * @param json the record of a root, or the {@code scores} of a score span
 * @param scoresAt where the record's own scores begin, in bytes; of a score span 0
 * @param scoresEnd where they end
 */
@DefaultCoder(TracePartCoder.class)
public record TracePart(
    boolean isRoot, String created, String rowId, RawJson json, int scoresAt, int scoresEnd) {
  private static final Comparator<TracePart> OLDEST_FIRST =
      Comparator.comparing(TracePart::created, Comparator.reverseOrder())
          .thenComparing(TracePart::rowId);

  /** Of a score span. */
  static TracePart ofScores(String created, String rowId, RawJson scores) {
    return new TracePart(false, created, rowId, scores, 0, 0);
  }

  /**
   * The records of the roots of a trace, each with its own scores and then those of the score
   * spans, oldest first; they sort by {@code created}, newest first, then by trace and row.
   *
   * <p>A root that comes twice has one record: where the service cannot read by keys, the read of
   * the roots and that of the score spans both bring all rows.
   *
   * @param trace its {@code root_span_id}
   * @param parts its roots and score spans, in any order
   */
  static List<OrderedRow> records(String trace, List<TracePart> parts) {
    List<TracePart> scores =
        parts.stream().filter(part -> !part.isRoot).sorted(OLDEST_FIRST).toList();
    return roots(parts).stream()
        .map(root -> new OrderedRow(root.order(trace), root.recordWith(scores)))
        .toList();
  }

  /** Each once; where there is one, as nearly always, its bytes are not looked at. */
  private static List<TracePart> roots(List<TracePart> parts) {
    List<TracePart> roots = parts.stream().filter(part -> part.isRoot).toList();
    return roots.size() < 2 ? roots : roots.stream().distinct().toList();
  }

  private String order(String trace) {
    return created + ' ' + trace + ' ' + rowId;
  }

  private RawJson recordWith(List<TracePart> spans) {
    if (spans.isEmpty()) {
      return json;
    }
    byte[] record = json.bytes();
    RawJson own = RawJson.wrap(Arrays.copyOfRange(record, scoresAt, scoresEnd));
    Map<String, RawJson> all = new LinkedHashMap<>(own.fields());
    spans.forEach(span -> all.putAll(span.json.fields()));
    byte[] merged = JsonMerge.object(all).bytes();
    byte[] whole = new byte[record.length - (scoresEnd - scoresAt) + merged.length];
    System.arraycopy(record, 0, whole, 0, scoresAt);
    System.arraycopy(merged, 0, whole, scoresAt, merged.length);
    System.arraycopy(record, scoresEnd, whole, scoresAt + merged.length, record.length - scoresEnd);
    return RawJson.wrap(whole);
  }
}
