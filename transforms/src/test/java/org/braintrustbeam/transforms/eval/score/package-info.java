@NullMarked
package org.braintrustbeam.transforms.eval.score;

import org.jspecify.annotations.NullMarked;
