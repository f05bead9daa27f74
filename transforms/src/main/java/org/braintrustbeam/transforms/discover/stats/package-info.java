/**
 * What tallies mean: cohorts that fail more or less than the rest, changes against the window
 * before, gaps of the dataset and of the measurement. Plain classes; may depend on {@code tally}
 * and {@code statistics}.
 */
@NullMarked
package org.braintrustbeam.transforms.discover.stats;

import org.jspecify.annotations.NullMarked;
