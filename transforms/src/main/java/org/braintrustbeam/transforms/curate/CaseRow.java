package org.braintrustbeam.transforms.curate;

import static org.braintrustbeam.io.row.FieldChange.Mode.MERGE;
import static org.braintrustbeam.io.row.FieldChange.Mode.REPLACE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/**
 * A labelled case as a row of the dataset.
 *
 * <p>The row has {@code input}, {@code expected}, {@code origin}, the tags {@code production},
 * {@code flywheel-curated}, side and bucket, and the metadata {@code source_trace_id}, {@code
 * source_project_id}, {@code production_score}, {@code bucket}, {@code split}, {@code
 * labeler_model} and {@code flywheel_iteration}. What production put out is nowhere in it. A row
 * that a run writes over also has {@code flywheel_sha256}; see {@link OwnWrites}.
 */
public final class CaseRow {
  /** What a run writes of a row. */
  public static final List<String> COLUMNS =
      List.of("expected", "input", "metadata", "origin", "tags");

  static final String ITERATION = "flywheel_iteration";
  static final String METADATA = "metadata";
  private static final String TAGS = "tags";

  /** Tags of which a row has one at a time. */
  private static final Set<String> EXCLUSIVE =
      Set.of(
          Side.TRAIN.word(),
          Side.VALIDATION.word(),
          ScoreBucket.FAILING.word(),
          ScoreBucket.PASSING.word());

  private final Case value;
  private final CuratePlan plan;

  private CaseRow(Case value, CuratePlan plan) {
    this.value = value;
    this.plan = plan;
  }

  /**
   * Of a case.
   *
   * @throws IllegalArgumentException if it has no label
   */
  public static CaseRow of(Case value, CuratePlan plan) {
    if (!value.isLabelled()) {
      throw new IllegalArgumentException("case " + value.id() + " has no label");
    }
    return new CaseRow(value, plan);
  }

  /**
   * What is to be set in the dataset; tags and metadata that somebody added to the row stay. A row
   * that differs in the iteration alone is left alone: that says when it was made.
   *
   * @param existing the row of that id in the dataset; null if there is none
   * @return null if nothing differs
   */
  public @Nullable RowChange changeOf(String datasetId, @Nullable RowVersion existing) {
    Map<String, RawJson> before = existing == null ? Map.of() : existing.json().fields();
    Map<String, RawJson> after = fields(before.getOrDefault(TAGS, RawJson.NULL));
    Set<String> differing = new LinkedHashSet<>();
    after.forEach(
        (name, will) -> {
          if (existing == null || !isThere(name, before.getOrDefault(name, RawJson.NULL), will)) {
            differing.add(name);
          }
        });
    if (differing.isEmpty()) {
      return null;
    }
    if (existing != null) {
      differing.add(METADATA);
      after.put(METADATA, marked(after));
    }
    return change(datasetId, existing, changes(before, after, differing));
  }

  private static RawJson marked(Map<String, RawJson> row) {
    Map<String, RawJson> metadata = row.getOrDefault(METADATA, RawJson.NULL).fields();
    String mark =
        OwnWrites.mark(
            row.getOrDefault("input", RawJson.NULL), row.getOrDefault("expected", RawJson.NULL));
    metadata.put(OwnWrites.MARK, JsonMerge.string(mark));
    return JsonMerge.object(metadata);
  }

  private static List<FieldChange> changes(
      Map<String, RawJson> before, Map<String, RawJson> after, Set<String> names) {
    List<FieldChange> changes = new ArrayList<>();
    new TreeMap<>(after)
        .forEach(
            (name, will) -> {
              if (names.contains(name)) {
                RawJson was = before.getOrDefault(name, RawJson.NULL);
                boolean merged = name.equals(METADATA) && was.isObject();
                changes.add(new FieldChange(name, was, will, merged ? MERGE : REPLACE));
              }
            });
    return changes;
  }

  private RowChange change(
      String datasetId, @Nullable RowVersion existing, List<FieldChange> changes) {
    CallSource source = value.source();
    return new RowChange(
        new RowKey(datasetId, value.id()),
        new RowKey(plan.projectId(), source == null ? "" : source.id()),
        value.input(),
        changes,
        RowChange.Reason.CURATED,
        existing == null ? 0 : existing.xactId());
  }

  private static boolean isThere(String name, RawJson was, RawJson will) {
    return switch (name) {
      case METADATA ->
          CanonicalJson.same(withoutIteration(was), withoutIteration(JsonMerge.merge(was, will)));
      case TAGS -> Set.copyOf(was.elements()).equals(Set.copyOf(will.elements()));
      default -> CanonicalJson.same(was, will);
    };
  }

  private static RawJson withoutIteration(RawJson metadata) {
    Map<String, RawJson> members = metadata.fields();
    members.remove(ITERATION);
    return metadata.isObject() ? JsonMerge.object(members) : metadata;
  }

  /** As the row is to be; the tags with those that somebody added. */
  private Map<String, RawJson> fields(RawJson tagsBefore) {
    Map<String, RawJson> fields = new LinkedHashMap<>();
    fields.put("input", value.input());
    fields.put("expected", value.expected());
    fields.put(METADATA, metadata());
    RawJson origin = origin();
    if (origin != null) {
      fields.put("origin", origin);
    }
    fields.put(TAGS, tags(tagsBefore));
    return fields;
  }

  private RawJson metadata() {
    ObjectBytes metadata = new ObjectBytes();
    String score = value.score();
    ScoreBucket bucket = value.bucket();
    metadata.put("source_trace_id", text(value.traceId()));
    metadata.put("source_project_id", text(plan.projectId()));
    metadata.put("production_score", score == null ? RawJson.NULL : RawJson.of(score));
    metadata.put("bucket", text(bucket == null ? null : bucket.word()));
    metadata.put("split", text(plan.side(value).word()));
    metadata.put("labeler_model", text(value.labeler()));
    metadata.put(ITERATION, RawJson.of(Integer.toString(plan.iteration())));
    return metadata.toJson();
  }

  private static RawJson text(@Nullable String text) {
    return text == null ? RawJson.NULL : JsonMerge.string(text);
  }

  private @Nullable RawJson origin() {
    CallSource source = value.source();
    return source == null ? null : source.origin(plan.projectId());
  }

  private RawJson tags(RawJson before) {
    Stream<String> added =
        before.elements().stream()
            .map(RawJson::text)
            .flatMap(Stream::ofNullable)
            .filter(tag -> !EXCLUSIVE.contains(tag));
    ScoreBucket bucket = value.bucket();
    Stream<String> own =
        Stream.concat(
            Stream.of("production", "flywheel-curated", plan.side(value).word()),
            bucket == null ? Stream.empty() : Stream.of(bucket.word()));
    List<String> tags =
        Stream.concat(own, added).distinct().map(tag -> JsonMerge.string(tag).toString()).toList();
    return RawJson.of('[' + String.join(",", tags) + ']');
  }
}
