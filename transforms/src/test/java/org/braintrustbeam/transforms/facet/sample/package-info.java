@NullMarked
package org.braintrustbeam.transforms.facet.sample;

import org.jspecify.annotations.NullMarked;
