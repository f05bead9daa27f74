/**
 * Two experiments, case by case: rows to trials, trials to cases, cases to a tally of constant
 * size, and a tally to what can be said about each score.
 *
 * <p>The statistics ({@link org.braintrustbeam.transforms.compare.SignFlips}, {@link
 * org.braintrustbeam.transforms.compare.DeltaInterval}) know nothing of rows. May depend on {@code
 * json}, {@code keys}, {@code statistics}, {@code trace} and the row types.
 */
@NullMarked
package org.braintrustbeam.transforms.compare;

import org.jspecify.annotations.NullMarked;
