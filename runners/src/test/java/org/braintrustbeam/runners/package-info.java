/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.runners;

import org.jspecify.annotations.NullMarked;
