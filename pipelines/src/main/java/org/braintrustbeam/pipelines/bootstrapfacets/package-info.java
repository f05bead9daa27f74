/** The command {@code bootstrap-facets}: the prompts of a run become the definitions in use. */
@NullMarked
package org.braintrustbeam.pipelines.bootstrapfacets;

import org.jspecify.annotations.NullMarked;
