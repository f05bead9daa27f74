/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.runners.options;

import org.jspecify.annotations.NullMarked;
