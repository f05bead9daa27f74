/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.createfacetdataset;

import org.jspecify.annotations.NullMarked;
