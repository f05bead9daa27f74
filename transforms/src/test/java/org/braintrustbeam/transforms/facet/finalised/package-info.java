@NullMarked
package org.braintrustbeam.transforms.facet.finalised;

import org.jspecify.annotations.NullMarked;
