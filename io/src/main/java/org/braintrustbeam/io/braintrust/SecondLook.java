package org.braintrustbeam.io.braintrust;

import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.row.Reject;

/**
 * Tells of rows that have moved since the decision to change them which ones say already what the
 * change would make of them.
 *
 * <p>A runner that repeats a bundle finds its own writes so. Whose write it was cannot be told, and
 * need not: the row is as the run wants it.
 */
interface SecondLook {
  /** Sees no reason to look. */
  SecondLook NONE = (datasetId, moved) -> Set.of();

  /** The ids of those among the rejected changes. */
  Set<String> made(String datasetId, List<Reject> moved);
}
