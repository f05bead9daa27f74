/**
 * What the service finally said of the facets of a trace, and the calls with it. May depend on
 * {@code call} and {@code text}.
 */
@NullMarked
package org.braintrustbeam.transforms.facet.finalised;

import org.jspecify.annotations.NullMarked;
