package org.braintrustbeam.transforms.curate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * A case as its line of the review file: {@code {id, trace_id, bucket, production_score, split,
 * input, expected, labeler_model, permalink, source}}. A person may change the lines and hand the
 * file back as labelled rows; then {@code split} and {@code permalink} are not looked at.
 */
public final class ReviewLine extends SimpleFunction<Case, OrderedRow> {
  private final CuratePlan plan;
  private final RowPlan links;

  /** With links as rows of facets have them. */
  public ReviewLine(CuratePlan plan, RowPlan links) {
    this.plan = plan;
    this.links = links;
  }

  @Override
  public OrderedRow apply(Case value) {
    Map<String, RawJson> line = new LinkedHashMap<>();
    ScoreBucket bucket = value.bucket();
    String score = value.score();
    CallSource source = value.source();
    line.put("id", JsonMerge.string(value.id()));
    line.put("trace_id", text(value.traceId()));
    line.put("bucket", text(bucket == null ? null : bucket.word()));
    line.put("production_score", score == null ? RawJson.NULL : RawJson.of(score));
    line.put("split", JsonMerge.string(plan.side(value).word()));
    line.put("input", oneLine(value.input()));
    line.put("expected", oneLine(value.expected()));
    line.put("labeler_model", text(value.labeler()));
    line.put("permalink", text(source == null ? null : links.permalink(source.id())));
    line.put("source", source == null ? RawJson.NULL : source(source));
    return new OrderedRow(value.order(), JsonMerge.object(line));
  }

  /** Line breaks in JSON stand between its parts alone: in a string they are escaped. */
  private static RawJson oneLine(RawJson value) {
    return RawJson.of(value.toString().replace('\n', ' ').replace('\r', ' '));
  }

  private static RawJson source(CallSource source) {
    Map<String, RawJson> members = new LinkedHashMap<>();
    members.put("id", JsonMerge.string(source.id()));
    members.put("root_span_id", JsonMerge.string(source.rootSpanId()));
    members.put("span_id", JsonMerge.string(source.spanId()));
    members.put("created", text(source.created()));
    members.put("_xact_id", JsonMerge.string(Long.toUnsignedString(source.xactId())));
    return JsonMerge.object(members);
  }

  private static RawJson text(@Nullable String text) {
    return text == null ? RawJson.NULL : JsonMerge.string(text);
  }
}
