/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.transforms.verdict;

import org.jspecify.annotations.NullMarked;
