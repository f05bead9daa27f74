package org.braintrustbeam.emulator.rows;

/** One item of a write request. It has been checked when it exists: applying it cannot fail. */
public interface RowChange {
  RowTarget target();

  /** Of the row that is changed. */
  String id();

  /** What the caller is told it has written. */
  default String answeredId() {
    return id();
  }

  void apply(RowDraft draft);
}
