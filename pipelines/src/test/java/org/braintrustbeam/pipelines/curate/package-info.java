/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.curate;

import org.jspecify.annotations.NullMarked;
