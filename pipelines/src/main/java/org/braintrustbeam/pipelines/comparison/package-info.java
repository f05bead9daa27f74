/**
 * What commands that compare experiments have in common: which rows they read, and how a comparison
 * leaves the pipeline. May depend on {@code command}, {@code transforms} and {@code io}.
 */
@NullMarked
package org.braintrustbeam.pipelines.comparison;

import org.jspecify.annotations.NullMarked;
