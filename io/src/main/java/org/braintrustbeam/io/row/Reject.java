package org.braintrustbeam.io.row;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be processed, with what it takes to mend it and send it again.
 *
 * @param step name of the step that refused it
 * @param reason one of a fixed few, to count by
 * @param detail a sentence for a person, e.g. the server's message
 * @param key which row; the row id is empty where it has none
 * @param row the bytes as they came, or as they were to be written
 * @param basis of a row that was to be written, what that was decided on; null of one that was read
 */
@DefaultCoder(RejectCoder.class)
public record Reject(
    String step,
    Reason reason,
    String detail,
    RowKey key,
    RawJson row,
    @Nullable ChangeBasis basis) {

  /** Of a row that was read. */
  public Reject(String step, Reason reason, String detail, RowKey key, RawJson row) {
    this(step, reason, detail, key, row, null);
  }

  /** Kinds of refusal. */
  public enum Reason {
    /** The row was read and has no usable id or version. */
    MALFORMED,
    /** The service takes no row of this size. */
    TOO_LARGE,
    /** The service refused this row. */
    REFUSED,
    /** The row was changed after the decision to write it. */
    CHANGED_MEANWHILE
  }
}
