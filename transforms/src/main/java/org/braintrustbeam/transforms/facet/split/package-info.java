/** Which rows are held back for validation, and what leaks between the sides. */
@NullMarked
package org.braintrustbeam.transforms.facet.split;

import org.jspecify.annotations.NullMarked;
