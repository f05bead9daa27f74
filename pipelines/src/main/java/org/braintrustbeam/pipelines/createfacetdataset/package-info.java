/**
 * The command {@code create-facet-dataset}: facet calls of production become a dataset of ground
 * truth.
 *
 * <p>{@code FacetPipeline} is the composition. The launcher's side is {@code RunFolder}, which
 * keeps what a run needs to be resumed, and {@code Artifacts} and {@code Summary}, which present
 * what the pipeline left in the work folder.
 */
@NullMarked
package org.braintrustbeam.pipelines.createfacetdataset;

import org.jspecify.annotations.NullMarked;
