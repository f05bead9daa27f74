/**
 * Rows of a dataset, what they are asked with, and what becomes of them: lines of a result and
 * spans of an experiment. May depend on {@code score}, {@code facet} and {@code json}.
 */
@NullMarked
package org.braintrustbeam.transforms.eval.run;

import org.jspecify.annotations.NullMarked;
