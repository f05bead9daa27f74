/**
 * What the lines of a run come to. Plain classes that see the lines one by one, in their order, so
 * that the sums are the same wherever the run was. May depend on {@code score} and {@code json}.
 */
@NullMarked
package org.braintrustbeam.transforms.eval.total;

import org.jspecify.annotations.NullMarked;
