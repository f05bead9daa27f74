package org.braintrustbeam.transforms.facet.row;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.NoneRule;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/** Makes a row of a labelled call. */
public final class BuildRow {
  /** As Python's {@code isoformat()} has it: {@code 2026-06-01T12:00:00+00:00}. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BuildRow() {}

  /**
   * The row, on no side yet.
   *
   * @param promptSha256 of the prompt that stands for the facet in this run; null if there is none
   */
  public static DatasetRow of(LabelledCall labelled, RowPlan plan, @Nullable String promptSha256) {
    FacetCall call = labelled.call();
    return new DatasetRow(
        call.rowId(),
        call.order(),
        call.source(),
        call.facetName(),
        call.preprocessedText(),
        labelled.expected(),
        Bucket.of(labelled.expected(), NoneRule.DATASET),
        call.splitGroup(),
        metadata(labelled, plan, promptSha256),
        null);
  }

  private static RawJson metadata(
      LabelledCall labelled, RowPlan plan, @Nullable String promptSha256) {
    FacetCall call = labelled.call();
    CallSource source = call.source();
    ObjectBytes metadata = new ObjectBytes();
    metadata.put("source_project", text(plan.sourceProject()));
    metadata.put("source_project_id", text(plan.sourceProjectId()));
    metadata.put("source_org", text(plan.sourceOrg()));
    metadata.put("source_model", text(plan.sourceModel()));
    metadata.put("source_root_span_id", text(source.rootSpanId()));
    metadata.put("source_span_id", text(source.spanId()));
    metadata.put("source_row_id", text(source.id()));
    metadata.put("source_created", text(source.created()));
    metadata.put("source_weak_bucket", text(call.weakBucket().word()));
    metadata.put("source_facet_value", text(call.facetValue()));
    metadata.put("source_trace_permalink", text(plan.permalink(source.id())));
    metadata.put("production_output", text(call.productionOutput()));
    metadata.put("facet_prompt_sha256", text(promptSha256));
    metadata.put("ground_truth_model", text(labelled.model()));
    metadata.put("ground_truth_generated_at", text(time(labelled.generatedAt())));
    return metadata.toJson();
  }

  private static String time(Instant at) {
    return TIME.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  private static RawJson text(@Nullable String text) {
    return text == null ? RawJson.NULL : JsonMerge.string(text);
  }
}
