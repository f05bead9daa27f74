package org.braintrustbeam.transforms.curate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.trace.Edits;

/**
 * Tells rows that a run has left so from rows that are somebody's.
 *
 * <p>Edits by the API may be a person's. A new row that nobody touched has no edit, and no later
 * write of which the service does not say what it was; one that a run writes over gets the digest
 * of its input and label, and says something else by now if somebody changed it since.
 */
public final class OwnWrites {
  /** What a person's hand may be in, whoever sent it. */
  private static final List<String> CONTENT = List.of("expected", "input", "origin");

  /** The member of the metadata with the digest of the input and label that a run wrote over. */
  static final String MARK = "flywheel_sha256";

  private OwnWrites() {}

  /**
   * Whether a row is not, or not any more, as a run has left it: somebody made it, has changed it
   * in the app, or has changed its content by another way, as {@code update-dataset} does with
   * corrections. Tags and metadata that come another way are no matter: they stay anyhow.
   *
   * @param row of the dataset, with the column {@code audit_data}
   */
  public static boolean isPersons(RawJson row) {
    RawJson audit = row.field("audit_data");
    RawJson metadata = row.field(CaseRow.METADATA);
    if (CaseRow.COLUMNS.stream().anyMatch(Edits.of(audit, "app")::touch)
        || metadata.field(CaseRow.ITERATION).isNull()) {
      return true;
    }
    String mark = metadata.field(MARK).text();
    return mark == null
        ? Edits.hasUntold(audit) || CONTENT.stream().anyMatch(Edits.of(audit, null)::touch)
        : !mark.equals(mark(row.field("input"), row.field("expected")));
  }

  /** The digest of what a run has given a row. */
  static String mark(RawJson input, RawJson label) {
    Map<String, RawJson> content = new LinkedHashMap<>();
    content.put("expected", label);
    content.put("input", input);
    return Sha256.hex(CanonicalJson.of(JsonMerge.object(content)));
  }
}
