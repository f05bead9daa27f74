/** Placeholder. */
@NullMarked
package org.braintrustbeam.runners;

import org.jspecify.annotations.NullMarked;
