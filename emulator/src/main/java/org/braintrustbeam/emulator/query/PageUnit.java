package org.braintrustbeam.emulator.query;

import java.util.List;
import org.braintrustbeam.emulator.store.RowVersion;

/**
 * What limits and cursors count: a row, or a trace with all its rows.
 *
 * @param version where it stands in the order of paging
 */
record PageUnit(RowVersion version, List<? extends PageRow> rows) {
  static PageUnit of(PageRow row) {
    return new PageUnit(row.version(), List.of(row));
  }
}
