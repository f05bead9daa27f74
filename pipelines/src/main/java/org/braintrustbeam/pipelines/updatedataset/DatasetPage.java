package org.braintrustbeam.pipelines.updatedataset;

import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a person knows a dataset by.
 *
 * @param name its name; null if it could not be asked for
 * @param url its page in the app; null if it could not be made up
 */
record DatasetPage(@Nullable String name, @Nullable String url) {

  /** Asks for it; the rows are written by now, so a failure is a warning and no more. */
  static DatasetPage of(String datasetId, BraintrustClient client, Session session) {
    try {
      NamedObject dataset = client.find(ObjectType.DATASET, datasetId, null);
      return new DatasetPage(dataset.name(), client.datasetUrl(dataset));
    } catch (BraintrustException e) {
      session.warn("the name of dataset " + datasetId + " is not known: " + e.getMessage());
      return new DatasetPage(null, null);
    }
  }
}
