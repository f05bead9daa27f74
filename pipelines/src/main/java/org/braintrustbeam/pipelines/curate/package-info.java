/**
 * The command {@code curate}: scored traces, or rows that somebody has labelled, become rows of a
 * dataset.
 *
 * <p>{@code SelectPipeline} chooses the cases and has them labelled; what it leaves becomes the
 * review file. {@code WritePipeline} writes what is in that file, and runs only with {@code
 * --execute}. So nothing is written that a person could not have seen before, and a dry run is the
 * first half of a real one.
 */
@NullMarked
package org.braintrustbeam.pipelines.curate;

import org.jspecify.annotations.NullMarked;
