@NullMarked
package org.braintrustbeam.transforms.facet.split;

import org.jspecify.annotations.NullMarked;
