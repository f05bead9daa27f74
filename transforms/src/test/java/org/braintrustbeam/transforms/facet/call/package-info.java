@NullMarked
package org.braintrustbeam.transforms.facet.call;

import org.jspecify.annotations.NullMarked;
