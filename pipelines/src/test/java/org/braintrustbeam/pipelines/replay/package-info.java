/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.replay;

import org.jspecify.annotations.NullMarked;
