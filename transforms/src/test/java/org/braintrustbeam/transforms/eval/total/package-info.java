@NullMarked
package org.braintrustbeam.transforms.eval.total;

import org.jspecify.annotations.NullMarked;
