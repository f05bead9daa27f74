/** Labelled calls to rows of the target dataset. May depend on {@code call} and {@code text}. */
@NullMarked
package org.braintrustbeam.transforms.facet.row;

import org.jspecify.annotations.NullMarked;
