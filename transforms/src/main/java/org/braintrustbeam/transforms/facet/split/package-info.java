/**
 * Which rows are held back for validation, and what leaks between the sides.
 *
 * <p>What a row has to know of others reaches it by a grouping, or by a side input that is never
 * empty where there is a row. An empty one is never written: the DirectRunner finds out by the
 * watermark, and when a step that waited for it has no output either, the steps that wait for that
 * one's side input are not tried again, and the run never ends.
 */
@NullMarked
package org.braintrustbeam.transforms.facet.split;

import org.jspecify.annotations.NullMarked;
