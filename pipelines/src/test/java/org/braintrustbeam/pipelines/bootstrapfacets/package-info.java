/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.bootstrapfacets;

import org.jspecify.annotations.NullMarked;
