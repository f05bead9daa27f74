/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.trace;

import org.jspecify.annotations.NullMarked;
