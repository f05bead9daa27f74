package org.braintrustbeam.io.braintrust;

import org.braintrustbeam.io.row.RawJson;

/**
 * An experiment as the service has it: one that was there keeps its metadata.
 *
 * @param object id, name and project
 * @param metadata an object, or null
 */
public record FoundExperiment(NamedObject object, RawJson metadata) {}
