/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.json;

import org.jspecify.annotations.NullMarked;
