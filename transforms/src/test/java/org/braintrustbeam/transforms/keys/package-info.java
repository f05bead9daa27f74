/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.keys;

import org.jspecify.annotations.NullMarked;
