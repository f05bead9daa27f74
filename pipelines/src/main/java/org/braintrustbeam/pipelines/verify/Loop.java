package org.braintrustbeam.pipelines.verify;

import org.jspecify.annotations.Nullable;

/**
 * An experiment that needed work.
 *
 * @param experiment its id
 * @param baseline id of the one that it was compared with; null if there was none
 * @param route why it needed work
 * @param timestamp when that was found
 */
record Loop(String experiment, @Nullable String baseline, String route, String timestamp) {}
