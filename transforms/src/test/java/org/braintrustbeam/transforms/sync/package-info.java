/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.sync;

import org.jspecify.annotations.NullMarked;
