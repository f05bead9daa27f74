/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.updatedataset;

import org.jspecify.annotations.NullMarked;
