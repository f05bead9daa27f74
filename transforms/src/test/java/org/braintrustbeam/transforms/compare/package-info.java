/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.compare;

import org.jspecify.annotations.NullMarked;
