/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.update;

import org.jspecify.annotations.NullMarked;
