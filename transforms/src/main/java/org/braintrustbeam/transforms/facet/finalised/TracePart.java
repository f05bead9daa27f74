package org.braintrustbeam.transforms.facet.finalised;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.jspecify.annotations.Nullable;

/**
 * One of the two things that are brought together for a trace; the other one is null.
 *
 * @param call a call in it
 * @param facets what a row says of its facets
 */
@DefaultCoder(TracePartCoder.class)
record TracePart(@Nullable FacetCall call, @Nullable FinalFacets facets) {}
