package org.braintrustbeam.pipelines.evalfacets;

import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is that a run reads, and keeps.
 *
 * @param rows of the dataset
 * @param existing what the experiment has already; null if nothing
 * @param baseline the experiment to compare with; null if there is none
 * @param connection to all of them
 * @param answers where those of the model under test are kept
 * @param verdicts where those of the judge are kept
 */
record EvalPlaces(
    ObjectSnapshot rows,
    @Nullable ObjectSnapshot existing,
    @Nullable ExperimentRead baseline,
    ConnectionSettings connection,
    SharedFolder answers,
    SharedFolder verdicts) {}
