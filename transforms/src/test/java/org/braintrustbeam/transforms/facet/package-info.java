/** Tests of the facet transforms together. */
@NullMarked
package org.braintrustbeam.transforms.facet;

import org.jspecify.annotations.NullMarked;
