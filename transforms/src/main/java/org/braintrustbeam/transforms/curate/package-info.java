/**
 * Scored traces, or rows that somebody has labelled, to rows of a dataset: which traces, with what
 * input, on which side, and what was nearly there already. May depend on {@code facet}'s sampling,
 * text and source of a row, on {@code json}, {@code keys} and what {@code trace} knows of edits.
 */
@NullMarked
package org.braintrustbeam.transforms.curate;

import org.jspecify.annotations.NullMarked;
