/**
 * Production facet executions to ground truth. In the order of a run: {@code call} reads calls out
 * of spans, {@code finalised} adds what the service said of the trace in the end, {@code sample}
 * chooses, {@code definition} keeps the prompts, a model labels, {@code row} makes rows of the
 * labels, {@code split} puts them on a side. {@code text} has the rules below all of these.
 *
 * <p>The results are those of the Python scripts that did this before: the same texts, names, rows,
 * splits and lines. So white space, JSON and rounding are Python's.
 */
@NullMarked
package org.braintrustbeam.transforms.facet;

import org.jspecify.annotations.NullMarked;
