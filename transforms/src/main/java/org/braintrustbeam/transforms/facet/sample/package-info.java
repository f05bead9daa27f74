/** Which calls become rows of the dataset. May depend on {@code call}. */
@NullMarked
package org.braintrustbeam.transforms.facet.sample;

import org.jspecify.annotations.NullMarked;
