@NullMarked
package org.braintrustbeam.transforms.facet.text;

import org.jspecify.annotations.NullMarked;
