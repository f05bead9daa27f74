/**
 * Labelled calls to rows of the target dataset. May depend on {@code call}, {@code text} and what
 * {@code trace} knows of edits.
 */
@NullMarked
package org.braintrustbeam.transforms.facet.row;

import org.jspecify.annotations.NullMarked;
