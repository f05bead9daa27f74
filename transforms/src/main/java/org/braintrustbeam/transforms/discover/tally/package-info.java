/**
 * Spans of a project's logs to tallies: counts, failures and sketches by hour, score, model, span
 * name and cohort. A tally is what one query of the service would answer too, so findings can be
 * made of either. May depend on {@code json} and {@code keys}.
 */
@NullMarked
package org.braintrustbeam.transforms.discover.tally;

import org.jspecify.annotations.NullMarked;
