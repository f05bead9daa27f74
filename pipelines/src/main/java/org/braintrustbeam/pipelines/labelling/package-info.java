/**
 * What commands that have a model label rows of production have in common: the flags about that
 * model and the way to reach it, the times of spans that a run keeps to, and the totals by which
 * the launcher learns what became of them. May depend on {@code command}, {@code transforms} and
 * {@code io}.
 */
@NullMarked
package org.braintrustbeam.pipelines.labelling;

import org.jspecify.annotations.NullMarked;
