/**
 * Facet definitions over a dataset, scored. {@code score} decides what an answer is worth, {@code
 * run} has the rows, what they are asked with and what becomes of them, {@code total} sums up.
 *
 * <p>Legacy rules are those of the Python scripts that did this before, bit by bit; where we are
 * better on purpose, it says so.
 */
@NullMarked
package org.braintrustbeam.transforms.eval;

import org.jspecify.annotations.NullMarked;
