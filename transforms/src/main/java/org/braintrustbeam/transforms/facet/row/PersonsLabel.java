package org.braintrustbeam.transforms.facet.row;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.trace.Edits;

/** Tells labels that a person put right from those that a run wrote. */
public final class PersonsLabel {
  private static final String LABEL = "expected";
  private static final String APP = "app";

  private PersonsLabel() {}

  /**
   * Whether somebody corrected {@code expected} after the last run that wrote it: the last edit of
   * it was made in the app, or changed no metadata in the same transaction. A run that writes
   * another label always does, because it says when that was made.
   *
   * @param row of the target dataset, with the column {@code audit_data}
   */
  public static boolean isIn(RawJson row) {
    Edits edits = Edits.of(row.field("audit_data"), null);
    if (!edits.touch(LABEL)) {
      return false;
    }
    long last = edits.lastEditOf(LABEL);
    return isAt(last, LABEL, Edits.of(row.field("audit_data"), APP))
        || !isAt(last, "metadata", edits);
  }

  private static boolean isAt(long xactId, String field, Edits among) {
    return among.all().stream()
        .anyMatch(edit -> edit.xactId() == xactId && edit.field().equals(field));
  }
}
