@NullMarked
package org.braintrustbeam.transforms.facet.definition;

import org.jspecify.annotations.NullMarked;
