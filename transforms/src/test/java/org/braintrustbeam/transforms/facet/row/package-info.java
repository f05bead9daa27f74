@NullMarked
package org.braintrustbeam.transforms.facet.row;

import org.jspecify.annotations.NullMarked;
