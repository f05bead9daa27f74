package org.braintrustbeam.io.braintrust;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows at which version rows of a dataset are right now. */
interface CurrentVersions {
  /** Where nothing can be known. */
  CurrentVersions UNKNOWN = (datasetId, rowIds) -> null;

  /** The {@code _xact_id} of each of these rows that is there; null if there is no way to know. */
  @Nullable Map<String, Long> of(String datasetId, Set<String> rowIds);
}
