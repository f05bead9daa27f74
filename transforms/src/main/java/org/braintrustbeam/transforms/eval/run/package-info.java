/**
 * Rows of a dataset, what they are asked with, and what becomes of them: lines of a result spans of
 * an experiment, and trials of a comparison. May depend on {@code score}, {@code facet}, {@code
 * compare}, {@code keys} and {@code json}.
 */
@NullMarked
package org.braintrustbeam.transforms.eval.run;

import org.jspecify.annotations.NullMarked;
