/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.fetch;

import org.jspecify.annotations.NullMarked;
