/** Placeholder. */
@NullMarked
package org.braintrustbeam.pipelines;

import org.jspecify.annotations.NullMarked;
