package org.braintrustbeam.pipelines.verify;

import org.jspecify.annotations.Nullable;

/**
 * What experiments in a row are tried for.
 *
 * @param projectId id of the project
 * @param goal in words
 * @param score the score that is to rise; null for any
 */
record LoopGoal(String projectId, String goal, @Nullable String score) {}
