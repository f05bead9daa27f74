/** Placeholder. */
@NullMarked
package org.braintrustbeam.io;

import org.jspecify.annotations.NullMarked;
