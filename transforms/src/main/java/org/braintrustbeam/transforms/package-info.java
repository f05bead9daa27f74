/** Placeholder. */
@NullMarked
package org.braintrustbeam.transforms;

import org.jspecify.annotations.NullMarked;
