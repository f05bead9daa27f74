package org.braintrustbeam.transforms.facet.row;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.trace.Edits;

/** Tells labels that a person put right from those that a run wrote. */
public final class PersonsLabel {
  private PersonsLabel() {}

  /**
   * Whether somebody corrected {@code expected} after the last run that wrote it: the last edit of
   * it changed no metadata in the same transaction. A run that writes another label always does,
   * because it says when that was made.
   *
   * @param row of the target dataset, with the column {@code audit_data}
   */
  public static boolean isIn(RawJson row) {
    Edits edits = Edits.of(row.field("audit_data"), null);
    long last = edits.lastEditOf("expected");
    return edits.touch("expected")
        && edits.all().stream()
            .noneMatch(edit -> edit.xactId() == last && edit.field().equals("metadata"));
  }
}
