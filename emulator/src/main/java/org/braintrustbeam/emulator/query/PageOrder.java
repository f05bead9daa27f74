package org.braintrustbeam.emulator.query;

import java.util.Comparator;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.store.Cursors;
import org.braintrustbeam.emulator.store.RowVersion;

/** The orders that a cursor can go on in. */
enum PageOrder {
  KEY_ASCENDING,
  KEY_DESCENDING,
  XACT_ASCENDING,
  XACT_DESCENDING,
  /** Any other order: the answer is cut at the limit and has no cursor. */
  NONE;

  static PageOrder by(ColumnPath path, boolean descending) {
    if (path.is(ColumnPath.KEY)) {
      return descending ? KEY_DESCENDING : KEY_ASCENDING;
    }
    if (path.is(ColumnPath.XACT)) {
      return descending ? XACT_DESCENDING : XACT_ASCENDING;
    }
    return NONE;
  }

  Comparator<RowVersion> comparator() {
    Comparator<RowVersion> ascending =
        byTransaction()
            ? Comparator.comparingLong(RowVersion::xact).thenComparingLong(RowVersion::key)
            : Comparator.comparingLong(RowVersion::key);
    return descending() ? ascending.reversed() : ascending;
  }

  boolean descending() {
    return this == KEY_DESCENDING || this == XACT_DESCENDING || this == NONE;
  }

  boolean byTransaction() {
    return this == XACT_ASCENDING || this == XACT_DESCENDING;
  }

  String cursor(RowVersion last) {
    return byTransaction() ? Cursors.ofVersion(last.name()) : Cursors.ofKey(last.key());
  }
}
