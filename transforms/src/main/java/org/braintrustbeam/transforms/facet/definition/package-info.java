/** Prompts of a run as YAML, and facet definitions read from YAML. May depend on {@code call}. */
@NullMarked
package org.braintrustbeam.transforms.facet.definition;

import org.jspecify.annotations.NullMarked;
