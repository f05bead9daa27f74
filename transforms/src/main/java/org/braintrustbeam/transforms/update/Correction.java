package org.braintrustbeam.transforms.update;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.trace.Edits;
import org.braintrustbeam.transforms.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a person corrected in one row of an experiment, and the dataset record it is about.
 *
 * @param record the dataset record the row was made from
 * @param source the experiment's row
 * @param ranOn {@code _xact_id} of the record's version that the experiment ran on; null if unknown
 * @param editedAt the last edit of {@code expected}, as a transaction id
 * @param values the row's {@code input}, {@code expected} and {@code metadata}; null values are
 *     absent
 * @param edited which of these fields a person edited
 * @param editedMetadata members of {@code metadata} that were edited, where single ones were
 * @param expectedBefore {@code expected} before the first edit; null if the service does not say
 */
@DefaultCoder(CorrectionCoder.class)
public record Correction(
    RowKey record,
    RowKey source,
    @Nullable String ranOn,
    long editedAt,
    Map<String, RawJson> values,
    Set<String> edited,
    Set<String> editedMetadata,
    @Nullable RawJson expectedBefore) {
  /** The fields that travel from an experiment to a dataset. */
  public static final List<String> FIELDS = List.of("expected", "input", "metadata");

  /** Copies the collections into ones that are sorted, so that equal corrections encode alike. */
  public Correction {
    values = new TreeMap<>(values);
    edited = new TreeSet<>(edited);
    editedMetadata = new TreeSet<>(editedMetadata);
  }

  /** The value a field has in the experiment. */
  public RawJson value(String field) {
    return values.getOrDefault(field, RawJson.NULL);
  }

  /**
   * Reads the correction out of an edited root span; null if its origin names no dataset record.
   *
   * @param edits the row's edits that count, with one of {@code expected} among them
   */
  static @Nullable Correction of(Span span, Edits edits) {
    RawJson origin = span.datasetOrigin();
    String datasetId = origin == null ? null : origin.field("object_id").text();
    String recordId = origin == null ? null : origin.field("id").text();
    if (origin == null || datasetId == null || recordId == null) {
      return null;
    }
    Map<String, RawJson> values = new TreeMap<>();
    FIELDS.forEach(field -> values.put(field, span.field(field)));
    Set<String> edited = new TreeSet<>(FIELDS);
    edited.removeIf(field -> !edits.touch(field));
    List<String> members = edits.membersOf("metadata");
    long editedAt = edits.lastEditOf("expected");
    return new Correction(
        new RowKey(datasetId, recordId),
        span.row().key(),
        origin.field("_xact_id").idText(),
        editedAt == 0 ? span.row().xactId() : editedAt,
        values,
        edited,
        members == null ? Set.of() : Set.copyOf(members),
        Edits.of(span.field("audit_data"), null).before("expected"));
  }
}
