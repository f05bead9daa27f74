package org.braintrustbeam.transforms.facet.row;

import static org.braintrustbeam.io.row.FieldChange.Mode.MERGE;
import static org.braintrustbeam.io.row.FieldChange.Mode.REPLACE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/** The change that brings a row into the target dataset. */
public final class RowUpsert {
  /** Tags of which a row has one at a time. */
  private static final Set<String> EXCLUSIVE =
      Set.of(
          Bucket.POSITIVE.word(),
          Bucket.NEGATIVE.word(),
          Side.TRAIN.word(),
          Side.VALIDATION.word());

  private RowUpsert() {}

  /**
   * Sets what differs from the row that is there; tags and metadata that somebody added to it stay.
   *
   * @param row the row, on a side
   * @param datasetId id of the target dataset
   * @param projectId id of the project that the source spans are in
   * @param existing the row of that id in the dataset; null if there is none
   * @return null if nothing differs
   */
  public static @Nullable RowChange of(
      DatasetRow row, String datasetId, String projectId, @Nullable RowVersion existing) {
    Map<String, RawJson> before = existing == null ? Map.of() : existing.json().fields();
    List<FieldChange> fields = new ArrayList<>();
    desired(row, projectId, before)
        .forEach(
            (name, value) -> {
              RawJson was = before.getOrDefault(name, RawJson.NULL);
              RawJson will = name.equals("metadata") ? JsonMerge.merge(was, value) : value;
              if (existing == null || !CanonicalJson.same(was, will)) {
                boolean merged = name.equals("metadata") && was.isObject();
                fields.add(new FieldChange(name, was, value, merged ? MERGE : REPLACE));
              }
            });
    return fields.isEmpty()
        ? null
        : new RowChange(
            new RowKey(datasetId, row.id()),
            new RowKey(projectId, row.source().id()),
            row.input(),
            fields,
            RowChange.Reason.LABELLED,
            existing == null ? 0 : existing.xactId());
  }

  /** By ascending name. */
  private static Map<String, RawJson> desired(
      DatasetRow row, String projectId, Map<String, RawJson> before) {
    Map<String, RawJson> fields = new LinkedHashMap<>();
    fields.put("expected", JsonMerge.string(row.expected()));
    fields.put("input", row.input());
    fields.put("metadata", row.metadata());
    fields.put("origin", row.source().origin(projectId));
    fields.put("tags", tags(row, before.getOrDefault("tags", RawJson.NULL)));
    return fields;
  }

  private static RawJson tags(DatasetRow row, RawJson before) {
    Stream<String> added =
        before.elements().stream()
            .map(RawJson::text)
            .flatMap(Stream::ofNullable)
            .filter(tag -> !EXCLUSIVE.contains(tag));
    Set<String> tags = new LinkedHashSet<>();
    Stream.concat(row.tags().stream(), added).forEach(tags::add);
    List<String> texts = tags.stream().map(tag -> JsonMerge.string(tag).toString()).toList();
    return RawJson.of('[' + String.join(",", texts) + ']');
  }
}
