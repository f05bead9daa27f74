/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.syncdatasets;

import org.jspecify.annotations.NullMarked;
