/**
 * The command {@code eval-facets}: the definitions of facets are put to a model over the rows of a
 * dataset, the answers are scored, and an experiment keeps all of it.
 *
 * <p>{@code EvalPlan} is what the flags ask for, {@code EvalStart} what is found out and made
 * before the pipeline, {@code EvalPipeline} the steps, {@code EvalSummary} the result.
 */
@NullMarked
package org.braintrustbeam.pipelines.evalfacets;

import org.jspecify.annotations.NullMarked;
