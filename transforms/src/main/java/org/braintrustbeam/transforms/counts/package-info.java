/** Totals that are elements of a pipeline, so that they are exact where bundles are repeated. */
@NullMarked
package org.braintrustbeam.transforms.counts;

import org.jspecify.annotations.NullMarked;
