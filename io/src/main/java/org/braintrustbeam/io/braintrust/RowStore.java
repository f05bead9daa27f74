package org.braintrustbeam.io.braintrust;

import java.util.List;

/** Takes rows of datasets, a request at a time. */
interface RowStore {
  /**
   * Writes all of the events or none.
   *
   * @throws RefusedException if the service does not take them
   */
  void upsert(String datasetId, List<Event> events);
}
