package org.braintrustbeam.io.braintrust;

import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * An experiment to be made.
 *
 * @param projectId of the project it is in
 * @param name its name there
 * @param datasetId of the dataset that it runs on
 * @param datasetVersion the {@code _xact_id} up to which rows count; null where nothing is pinned
 * @param baseId the experiment of the same project that its page compares it with; null for the
 *     service's choice
 * @param metadata an object
 */
public record NewExperiment(
    String projectId,
    String name,
    String datasetId,
    @Nullable String datasetVersion,
    @Nullable String baseId,
    RawJson metadata) {}
