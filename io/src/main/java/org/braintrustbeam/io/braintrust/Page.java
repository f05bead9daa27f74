package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one answer.
 *
 * @param rows those that can be read
 * @param rejects those that cannot
 * @param lastKey the greatest {@code _pagination_key} on it; null if no row has one
 * @param cursor where to go on; null at the end
 */
record Page(
    List<RowVersion> rows,
    List<Reject> rejects,
    @Nullable String lastKey,
    @Nullable String cursor) {

  /** Rows of either kind. */
  int size() {
    return rows.size() + rejects.size();
  }
}
