@NullMarked
package org.braintrustbeam.transforms.curate;

import org.jspecify.annotations.NullMarked;
