package org.braintrustbeam.transforms.update;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;

/** What is to become of one correction. */
public sealed interface Verdict {
  /** The record is to be changed. */
  record Change(RowChange change) implements Verdict {}

  /** The record has these values already. */
  record Unchanged() implements Verdict {}

  /** The record is not in the dataset any more. */
  record Missing() implements Verdict {}

  /** It cannot be told before the record is read as the experiment saw it. */
  record NeedsBase() implements Verdict {}

  /**
   * The record was changed to something else since the experiment ran.
   *
   * @param base what the experiment ran on; null if that version has no such record
   * @param ours the correction
   * @param theirs what the dataset says now
   */
  record Conflict(RawJson base, RawJson ours, RawJson theirs) implements Verdict {}
}
