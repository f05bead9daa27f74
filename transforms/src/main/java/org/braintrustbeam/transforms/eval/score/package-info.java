/** What an answer is worth, by what was expected. Plain classes; may depend on {@code facet}. */
@NullMarked
package org.braintrustbeam.transforms.eval.score;

import org.jspecify.annotations.NullMarked;
