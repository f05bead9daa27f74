/**
 * Rows of an experiment to test cases: the trace's scores, and what a person edited. May depend on
 * {@code json} and on the row types only.
 */
@NullMarked
package org.braintrustbeam.transforms.trace;

import org.jspecify.annotations.NullMarked;
