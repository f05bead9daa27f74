/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.statistics;

import org.jspecify.annotations.NullMarked;
