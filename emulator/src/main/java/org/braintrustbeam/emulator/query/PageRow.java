package org.braintrustbeam.emulator.query;

import org.braintrustbeam.emulator.query.eval.QueryRow;
import org.braintrustbeam.emulator.store.RowVersion;

/** A row that can be answered. */
interface PageRow extends QueryRow {
  /** Where it stands in the order of paging. */
  RowVersion version();

  /** What {@code *} answers. */
  byte[] whole();
}
