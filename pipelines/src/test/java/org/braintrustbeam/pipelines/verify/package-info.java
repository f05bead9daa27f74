/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.verify;

import org.jspecify.annotations.NullMarked;
