package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;

/** Reads the change out of a {@link Reject} of {@link UpsertRows}, to have it written again. */
public final class RejectedChange {
  private static final Set<String> MARKS = Set.of("_is_merge", "_merge_paths");

  private RejectedChange() {}

  /**
   * The change that could not be written; what the fields said before is not known any more, and
   * its reason is {@link RowChange.Reason#REPLAYED}.
   *
   * @throws IllegalArgumentException saying why, if the reject holds no change that we would make
   */
  public static RowChange of(Reject reject) {
    try {
      return read(reject);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("'row' is no JSON: " + e.getMessage(), e);
    }
  }

  private static RowChange read(Reject reject) {
    ChangeBasis basis = reject.basis();
    if (basis == null) {
      throw new IllegalArgumentException("the row was read, there was nothing to write");
    }
    Map<String, RawJson> row = reject.row().fields();
    require(
        reject.key().rowId().equals(row.getOrDefault("id", RawJson.NULL).text()),
        "'row' has another id than 'row_id'");
    require(
        row.getOrDefault("_is_merge", RawJson.NULL).toString().equals("true"),
        "'row' has no \"_is_merge\": true and would replace the whole row");
    return new RowChange(
        reject.key(),
        basis.source(),
        row.getOrDefault("input", RawJson.NULL),
        fields(row),
        RowChange.Reason.REPLAYED,
        basis.xactId());
  }

  private static List<FieldChange> fields(Map<String, RawJson> row) {
    Set<String> replaced = replaced(row.getOrDefault("_merge_paths", RawJson.NULL));
    List<FieldChange> fields = new ArrayList<>();
    row.forEach(
        (name, value) -> {
          if (!name.equals("id") && !MARKS.contains(name)) {
            require(!name.startsWith("_"), "'row' sets '" + name + "', which is not ours to set");
            boolean whole = replaced.remove(name);
            FieldChange.Mode mode = whole ? FieldChange.Mode.REPLACE : FieldChange.Mode.MERGE;
            fields.add(new FieldChange(name, RawJson.NULL, value, mode));
          }
        });
    require(!fields.isEmpty(), "'row' sets no field");
    require(replaced.isEmpty(), "'_merge_paths' names what 'row' does not set: " + replaced);
    fields.sort(Comparator.comparing(FieldChange::name));
    return fields;
  }

  private static Set<String> replaced(RawJson mergePaths) {
    require(mergePaths.isNull() || mergePaths.isArray(), "'_merge_paths' is no array");
    Set<String> names = new HashSet<>();
    for (RawJson path : mergePaths.elements()) {
      List<RawJson> steps = path.elements();
      String name = steps.size() == 1 ? steps.get(0).text() : null;
      if (name == null) {
        throw new IllegalArgumentException(
            "'_merge_paths' holds " + path + ", not the name of one field");
      }
      names.add(name);
    }
    return names;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
